/* Shortens paths that exist without it: language of the document, search, opening what a link points to. Written for old browsers. */
(function () {
  "use strict";
  function all(where, what) { return Array.prototype.slice.call(where.querySelectorAll(what)); }
  function get(id) { return document.getElementById(id); }

  ["zh", "en"].forEach(function (language) {
    get("in-" + language).addEventListener("change", function () {
      document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    });
  });

  function reveal(element) {
    for (var at = element; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") { at.open = true; }
    }
  }
  function follow() {
    var target = location.hash.length > 1 && get(decodeURIComponent(location.hash.slice(1)));
    if (target) { reveal(target); target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", follow);
  follow();

  var finder = get("finder");
  if (!finder) { return; }
  var word = get("find-word"), town = get("find-town"), rule = get("find-rule");
  var doubts = all(document, ".doubt"), rules = all(document, ".rule"), folds = all(document, ".fold");
  var asItWas = null;

  function offer(select, values) {
    values.forEach(function (value) {
      var option = document.createElement("option");
      option.value = value[0];
      option.textContent = value[1];
      select.appendChild(option);
    });
  }
  var towns = {};
  doubts.forEach(function (d) { if (d.getAttribute("data-t")) { towns[d.getAttribute("data-t")] = true; } });
  offer(town, Object.keys(towns).sort().map(function (t) { return [t, t]; }));
  offer(rule, rules.map(function (r) { return [r.id, r.id.replace("rule-", "")]; }));

  function find() {
    var words = word.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0;
    var asked = words.length > 0 || town.value !== "" || rule.value !== "";
    if (asked && !asItWas) { asItWas = rules.concat(folds).map(function (d) { return d.open; }); }
    rules.forEach(function (r) {
      var here = 0;
      all(r, ".doubt").forEach(function (d) {
        var text = d.getAttribute("data-k");
        var fits = (town.value === "" || d.getAttribute("data-t") === town.value) && (rule.value === "" || r.id === rule.value) &&
          words.every(function (w) { return text.indexOf(w) >= 0; });
        d.hidden = !fits;
        if (fits) { here += 1; }
      });
      shown += here;
      r.hidden = asked && here === 0;
      if (asked && here > 0) { r.open = true; }
    });
    folds.forEach(function (f) {
      var here = f.querySelector(".doubt:not([hidden])") !== null;
      f.hidden = !here;
      if (asked && here) { f.open = true; }
    });
    if (!asked && asItWas) {
      rules.concat(folds).forEach(function (d, i) { d.open = asItWas[i]; });
      asItWas = null;
    }
    get("find-count").textContent = String(shown);
    get("find-shown").hidden = !asked;
  }

  finder.hidden = false;
  finder.addEventListener("submit", function (event) { event.preventDefault(); });
  word.addEventListener("input", find);
  town.addEventListener("change", find);
  rule.addEventListener("change", find);
  get("find-clear").addEventListener("click", function () { word.value = town.value = rule.value = ""; find(); });
  get("open-all").addEventListener("click", function () { rules.concat(folds).forEach(function (d) { d.open = true; }); });
  get("close-all").addEventListener("click", function () { rules.concat(folds).forEach(function (d) { d.open = false; }); });
  all(document, "a[data-find]").forEach(function (link) {
    link.addEventListener("click", function () { word.value = link.getAttribute("data-find"); town.value = rule.value = ""; find(); });
  });
}());
