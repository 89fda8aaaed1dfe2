"""The programmes of the made-up county: names, sums of 2019 in yuan, and the `standards.toml` that goes with its workbooks."""

from decimal import Decimal

from lianjing.simulate.numbers import COUNTY
from lianjing.simulate.places import COUNTY_NAME

DIBAO = "农村最低生活保障"
TEKUN = "特困人员供养"
ELDER = "高龄补贴"
CARE = "重度残疾人护理补贴"
LIVING = "困难残疾人生活补贴"
PENSION = "城乡居民养老金"
FUNERAL = "居民养老保险丧葬补助金"
POST = "公益性岗位补贴"
LAND = "耕地地力保护补贴"
FOREST = "退耕还林补助"
HOUSE = "农村危房改造补助"
REWARD = "农村计生家庭奖励扶助"
PUPIL = "义务教育家庭经济困难学生生活补助"
RELIEF = "临时救助"
WINTER = "冬春救助"
MACHINE = "农机购置补贴"
VETERAN = "农村籍退役士兵老年生活补助"
OFFICIAL_PAY = "村干部报酬"
RETIRED = "正常离任村干部生活补贴"
RENT = "公租房租赁补贴"
MOVE = "易地扶贫搬迁补助"
TAKING = "征地补偿费"

PENSION_YUAN = Decimal("118.00")
ELDER_YUAN = {80: Decimal(55), 90: Decimal(130)}
CARE_YUAN = Decimal(72)
LIVING_YUAN = Decimal(66)
TEKUN_YUAN = {"分散供养": Decimal(565), "集中供养": Decimal(705)}
POST_YUAN = Decimal(620)
LAND_YUAN_PER_MU = Decimal("87.35")
FOREST_YUAN_PER_MU = Decimal(140)
HOUSE_YUAN = {"C": Decimal(9600), "D": Decimal(21500)}
REWARD_YUAN = Decimal(1080)
PUPIL_YUAN = Decimal(625)
RETIRED_YUAN = Decimal(150)
RENT_YUAN = Decimal(190)
MOVE_YUAN = Decimal(32000)
FUNERAL_YUAN = Decimal(1000)
VETERAN_YUAN_PER_SERVICE_YEAR = Decimal(45)
OFFICIAL_YUAN = {"村党支部书记": 2150, "村民委员会主任": 1780, "村会计": 1120, "村妇联主席": 760, "村治保主任": 640}
LAND_TOLERANCE = Decimal("0.03")

STANDARDS = f"""# {COUNTY_NAME}: the county's own standards, in force for all of 2019; sums in yuan. A made-up county.
[county]
name = "{COUNTY_NAME}"
code = "{COUNTY}"
as_of = 2019-12-31

[limits]
cash_yuan = 800
no_invoice_yuan = 300
tender_yuan = 150000
transfer_days = 20
lease_max_years = 20
land_tolerance = {LAND_TOLERANCE}
return_days = 25
begin_days = 75
post_max_age = 64

[[programme]]
name = "{LAND}"
yuan_per_mu = {LAND_YUAN_PER_MU}
[[programme]]
name = "{FOREST}"
yuan_per_mu = {FOREST_YUAN_PER_MU}
[[programme]]
name = "{HOUSE}"
yuan_per_house = {{ C = {HOUSE_YUAN["C"]}, D = {HOUSE_YUAN["D"]} }}
[[programme]]
name = "{PENSION}"
from_age = 60
yuan_per_month = {PENSION_YUAN}
[[programme]]
name = "{ELDER}"
from_age = 80
yuan_per_month = {{ 80 = {ELDER_YUAN[80]}, 90 = {ELDER_YUAN[90]} }}
[[programme]]
name = "{CARE}"
grades = [1, 2]
yuan_per_month = {CARE_YUAN}
[[programme]]
name = "{LIVING}"
grades = [1, 2, 3, 4]
needs = "{DIBAO}"
yuan_per_month = {LIVING_YUAN}
[[programme]]
name = "{TEKUN}"
yuan_per_month = {{ 分散供养 = {TEKUN_YUAN["分散供养"]}, 集中供养 = {TEKUN_YUAN["集中供养"]} }}
[[programme]]
name = "{POST}"
yuan_per_month = {POST_YUAN}
[[programme]]
name = "{REWARD}"
from_age = 60
yuan_per_year = {REWARD_YUAN}
[[programme]]
name = "{PUPIL}"
yuan_per_term = {PUPIL_YUAN}

[rules]
closed_to_public_staff = ["{DIBAO}", "{TEKUN}", "{POST}", "{HOUSE}", "{RELIEF}"]
discretionary = ["{RELIEF}", "{HOUSE}", "{POST}"]
exclusive = [["{DIBAO}", "{TEKUN}"], ["{TEKUN}", "{LIVING}"], ["{TEKUN}", "{CARE}"]]

[post_pay_yuan_per_month]
""" + "".join(f'"{post}" = {yuan}\n' for post, yuan in OFFICIAL_YUAN.items())
