//! The domains of the catalogue, as a reader calls them.

use essbasic_devtools::Language;

/// What a domain is called; the module's own name where there is no other.
pub(super) fn name(domain: &str, language: Language) -> String {
    let (english, chinese) = match domain {
        "auto_sign" => ("Signing by authorization", "自动签"),
        "billing" => ("Billing", "计费"),
        "employees" => ("Employees and roles", "员工与角色"),
        "encryption" => ("Encrypted calls", "加密调用"),
        "evidence" => ("Evidence", "出证"),
        "files" => ("Files", "文件"),
        "flows" => ("Contracts under way", "合同管理"),
        "organizations" => ("Organizations", "企业"),
        "seals" => ("Seals", "印章"),
        "services" => ("Extended services", "扩展服务"),
        "signing" => ("Signing links and codes", "签署链接与二维码"),
        "start_flows" => ("Starting contracts", "发起合同"),
        "templates" => ("Templates", "模板"),
        other => return other.replace('_', " "),
    };
    language.say(english, chinese).to_owned()
}
