/* lianjing-rule
id       = "J11"
category = "J11"
strength = "weak"
subject  = "person"
side     = "by"
funds    = "cast(programme_id AS VARCHAR) IN ('requisition')"
title    = { zh = "集体土地的补偿款发给个人", en = "Compensation for the collective's own land paid to a person" }
means    = { zh = "征地补偿发放明细的说明写明地块为机动地、未发包地、村集体或村委会的地、路、沟、塘，而领取人是自然人，且不是青苗、附着物补偿。", en = "The pay list of land compensation says that the plot is the collective's own (reserve land, never let, the village's road, ditch or pond), while the payee is a person, and the money is not for crops or structures." }
why      = { zh = "大家的地被征了，补偿该归大家；发给了个人，村里修路、分红的钱就少了。", en = "For land that belongs to all, the compensation is everybody's; paid to one person, it is missing for roads and dividends." }
basis    = ["土地管理法实施条例第三十二条：地上附着物和青苗等的补偿费用归其所有权人所有", "土地补偿费按省级分配办法；未发包的集体土地，补偿应进集体账户"]
tables   = ["payments"]
say.zh   = "“{programme}”向{name}发放{amount_yuan}元，说明写有“{words}”。请核对地块权属、是否应进集体账户，以及由谁代领、是否已转付。"
say.en   = "“{programme}” paid {name} {amount_yuan} yuan; the row says “{words}”. Check whose plot it is, whether the money belongs on the collective's account, and who collected it for whom."
param.min_yuan = { default = 500, unit = "yuan", source = "small sums are mostly for crops; a county may set its own" }
cells    = ["payments.name", "payments.amount_yuan", "payments.reason", "payments.item", "payments.category", "payments.note"]
innocent.private-objects = { zh = "青苗、附着物、树木、房屋、坟墓等私人财物的补偿不算", en = "crops, trees, buildings, graves and other things that are private" }
innocent.lessee = { zh = "写明承包人、承租人经营损失或投入补偿的不算", en = "a lessee's losses or outlays, as the row says" }
innocent.ordinary-wording = { zh = "只写“集体土地征收”的不算：承包地也是集体所有", en = "the mere words “requisition of collective land”: contracted land is collectively owned too" }
innocent.reversed = { zh = "该期款项已冲回", en = "the sum of that period was taken back" }
*/
WITH compensations AS (
    SELECT p.person_key, p.programme_id, p.programme, p.amount_yuan, p.period_start, p.period_end, p.row_id
    FROM paid AS p
    WHERE cast(p.programme_id AS VARCHAR) = 'requisition'
      AND p.person_key IS NOT NULL
),
texts AS (
    SELECT
        c.person_key, c.programme_id, c.programme, c.amount_yuan, c.period_start, c.period_end, c.row_id,
        coalesce(s.left_yuan, c.amount_yuan) AS left_yuan,
        -- one row each: grouped, so that the words are looked for beside a compensation only, not in every payment of the county
        max(trim(coalesce(t.reason, '') || ' ' || coalesce(t.item, '') || ' ' || coalesce(t.category, '') || ' ' || coalesce(t.note, ''))) AS words
    FROM compensations AS c
    JOIN payments AS t
        ON t.row_id = c.row_id
    LEFT JOIN reversals AS s
        ON s.person_key = c.person_key
       AND s.programme = c.programme
       AND s.period_start = c.period_start
    GROUP BY c.person_key, c.programme_id, c.programme, c.amount_yuan, c.period_start, c.period_end, c.row_id, coalesce(s.left_yuan, c.amount_yuan)
)
SELECT
    t.person_key                      AS subject,
    t.programme_id,
    [t.row_id]                        AS evidence,
    t.amount_yuan,
    t.programme,
    t.period_start,
    t.period_end,
    t.words
FROM texts AS t
WHERE t.amount_yuan >= $min_yuan
  AND (t.words LIKE '%机动地%' OR t.words LIKE '%未发包%' OR t.words LIKE '%未承包%' OR t.words LIKE '%村集体%' OR t.words LIKE '%村委会%' OR t.words LIKE '%公用地%' OR t.words LIKE '%公共用地%' OR t.words LIKE '%集体机动%' OR t.words LIKE '%集体荒%' OR t.words LIKE '%集体林%' OR t.words LIKE '%集体鱼塘%' OR t.words LIKE '%集体水面%' OR t.words LIKE '%集体道路%' OR t.words LIKE '%集体沟%' OR t.words LIKE '%集体预留%')   -- unless: ordinary-wording
  AND NOT (t.words LIKE '%青苗%' OR t.words LIKE '%附着物%' OR t.words LIKE '%附属物%' OR t.words LIKE '%树%' OR t.words LIKE '%苗木%' OR t.words LIKE '%房%' OR t.words LIKE '%坟%' OR t.words LIKE '%墓%' OR t.words LIKE '%地上物%' OR t.words LIKE '%大棚%' OR t.words LIKE '%井%')   -- unless: private-objects
  AND NOT (t.words LIKE '%承包人%' OR t.words LIKE '%承租人%' OR t.words LIKE '%承包户%' OR t.words LIKE '%承租户%' OR t.words LIKE '%投入%' OR t.words LIKE '%损失%' OR t.words LIKE '%经营者%' OR t.words LIKE '%分配%' OR t.words LIKE '%分红%')   -- unless: lessee
  AND t.left_yuan >= $min_yuan                                     -- unless: reversed
