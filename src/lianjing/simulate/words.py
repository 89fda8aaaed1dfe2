"""What this county's clerks say: the words of cells of village books, contracts, leases and ledgers, chosen by the seed.

One office keeps one word for one thing (`word`); remarks vary from row to row (`remarks`). Every phrase of a group means the same.
"""

from collections.abc import Iterator
from itertools import cycle

from lianjing.simulate.county import County

GROUPS: dict[str, tuple[str, ...]] = {
    # one word for one thing in the whole county
    "cash": ("现金", "现金支付", "付现", "库存现金支付"),
    "transfer": ("转账", "银行转账", "网银转账", "电汇", "转账支票"),
    "reviewed": ("同意入账", "已审核", "村监会已审", "审核通过，准予报销", "同意报销"),
    "invoice-valid": ("正常", "有效", "正常开具"),
    "invoice-void": ("作废", "已作废", "已红冲", "红冲", "全额红冲"),
    "open-tender": ("公开招标", "公开招投标", "公开招标（电子）"),
    "negotiated": ("竞争性磋商", "询价", "竞争性谈判", "比选"),
    "single-source": ("单一来源采购", "单一来源"),
    "direct": ("直接委托", "直接发包"),
    "won": ("中标", "成交", "第一中标候选人（中标）"),
    "lost": ("未中标", "落标", "未成交"),
    "auction": ("公开竞价", "公开竞标", "公开拍租", "公开招租"),
    "agreed": ("协议", "协商确定", "协议发包"),
    "recorded": ("有", "已存档", "有记录", "齐全"),
    "in-force": ("正常履行", "履行中", "在租", "执行中", "承租中"),
    "still-used": ("仍在使用", "原承租人继续占用", "到期未收回", "超期使用", "仍由原承租户经营"),
    "finance-office": ("县财政局", "县财政国库支付中心", "县财政局惠农股"),
    # remarks
    "labour-list": ("附签字劳务表", "附用工签字花名表", "用工花名表本人签字", "附劳务费签领单", "工资签领表附后"),
    "split-invoice": ("与{no}号凭证同一发票分摊列支", "一张发票分摊两个项目，另见{no}号凭证", "同票分摊，余额列{no}号凭证"),
    "re-issued": ("原发票作废后换开", "销货方开错，已换开新票", "抬头有误重开发票，原票作废"),
    "ratified": ("抗洪抢险先行支付，事后村监会补审", "应急抢修，七日内补办审核", "防汛应急支出，次月会议追认"),
    "recused": ("村主任回避，由书记审批", "审批人与收款人有亲属关系，已回避", "按规定回避，改由书记签批"),
    "advance": ("按合同预付三成", "合同约定预付款", "按合同约定先付定金，完工开票"),
    "works-emergency": ("抢险工程，先施工后补手续", "应急抢修工程，经乡镇批准先行施工", "防汛应急工程，经批准边建边办"),
    "works-only-supplier": ("专利产品，唯一供应商，经批准单一来源", "原厂维保，独家供应，已报批", "经论证唯一供应商，已批复"),
    "regulated-price": ("政府定价项目", "按政府指导价报价", "执行政府定价，统一价"),
    "frozen": ("接上级通知暂停发放", "纪委核查期间暂缓发放", "按县令冻结，待核查后发放", "因核查暂停兑付"),
    "netted": ("抵扣上年结余{yuan}元", "扣减上期结余{yuan}元后拨付", "冲抵历年结余{yuan}元"),
    "advanced": ("乡镇先行垫付", "经批准先行垫付，后拨付归垫", "乡镇财政垫付，拨款后归还"),
    "returns-again": ("含上期退票重发{yuan}元", "含退汇后重新发放{yuan}元", "含退款重发{yuan}元"),
    "carried-over": ("结余结转下年使用", "余额已结转下年度抵扣", "余款上缴县财政"),
    "renewed": ("已续签至2026年", "续签合同至2028年12月", "已续租，期限至2025年底", "续签手续正在办理，已提交村民代表会议"),
    "not-renewed": ("", "未续签", "未办理续租", "未重新签订合同"),
    "poor-plot": ("盐碱地，产量低", "坡地无水源，地力差", "低洼易涝，经村民会议减租", "旱薄地"),
    "instalments": ("租金分两期缴纳，下期于次年1月缴", "经会议同意分期缴纳，余款2020年2月前交清", "分期缴租，第二期未到期"),
    "fee": (
        "代扣意外保险费{yuan}元",
        "扣除手续费{yuan}元",
        "代收卫生费，从补贴中扣{yuan}元",
        "扣收照相费{yuan}元",
        "从补贴中代扣合作医疗{yuan}元",
        "扣报刊费{yuan}元",
    ),
    "fee-agreed": ("经本人书面同意代扣医保{yuan}元", "本人签字委托代扣农业保险费{yuan}元", "自愿申请从补贴中代扣合作医疗{yuan}元"),
    "receipted": ("领取后由本人签收，收条存档", "每季附本人签字收条", "代领款凭本人领据签收"),
    "old-file": ("补录旧档案", "历史档案补录", "系统切换补登旧档"),
    "emergency-order": ("险情严重，县应急令先批后鉴", "汛期应急避险，先行批准", "应急抢险，经县政府批准先建后补鉴定"),
    "disaster": ("2019年7月洪灾倒塌重建", "因灾倒房重建", "山洪冲毁后重建"),
    "deadline-open": ("旧房拆除期限至2020年6月30日", "过渡期内，旧房拆除期限未到", "旧房限期2020年8月前拆除"),
    "voted": ("2017年经村民代表会议表决通过", "已履行四议两公开程序，记录存镇经管站", "村民代表会议决议附合同后"),
    "spared": ("对象死亡核减，余款结转下季", "退出对象核减，结余结转下期", "人数核减后余款结转使用"),
    "seconded": ("借调", "借调（编制在原单位）", "挂职借调"),
}


def word(county: County, group: str) -> str:
    """The one phrase of the group which this county uses."""
    return county.rng(f"word/{group}").choice(GROUPS[group])


def remarks(county: County, group: str) -> Iterator[str]:
    """The phrases of the group, one after another without end, beginning where the seed says."""
    phrases = list(GROUPS[group])
    county.rng(f"remarks/{group}").shuffle(phrases)
    return cycle(phrases)
