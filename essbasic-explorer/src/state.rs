//! What the sandbox keeps: every table, every row, and what a tester can do about it.

use axum::Router;
use axum::routing::get;

use crate::site::Site;
use essbasic_devtools::Language;

mod acts;
mod columns;
mod forms;
mod overview;
mod picture;
mod row;
mod table;

/// Where it stands among the pages.
const AT: &str = "/state";

/// The addresses of these pages.
pub(crate) fn routes() -> Router<Site> {
    Router::new()
        .route(AT, get(overview::page).post(acts::act))
        .route("/state/{table}", get(table::page))
        .route("/state/{table}/{*id}", get(row::page))
        .route("/pictures/{id}", get(picture::svg))
}

/// The tables' names in both languages; what is not here is called as the sandbox calls it.
const NAMES: [(&str, &str, &str); 21] = [
    ("settings", "Sandbox", "沙箱"),
    ("accounts", "Applications", "应用"),
    ("organizations", "Organizations", "企业"),
    ("employees", "Employees", "员工"),
    ("roles", "Roles", "角色"),
    ("templates", "Templates", "模板"),
    ("files", "Files", "文件"),
    ("file_contents", "Contents of files", "文件内容"),
    ("convert_tasks", "Conversions", "转换任务"),
    ("registrations", "Registrations", "批量注册"),
    ("flows", "Contracts", "合同"),
    ("groups", "Groups of contracts", "合同组"),
    ("cancel_tasks", "Cancellations", "批量撤销"),
    ("qr_codes", "QR codes", "二维码"),
    ("seals", "Seals", "印章"),
    ("auto_signs", "Automatic signing", "自动签"),
    ("links", "Links", "链接"),
    ("charges", "Bill", "账单"),
    ("reports", "Evidence reports", "出证报告"),
    ("scheduled_tasks", "Agenda", "待办"),
    ("outbox", "Events", "事件"),
];

fn name(table: &str, language: Language) -> &str {
    let known = NAMES.iter().find(|(name, ..)| *name == table);
    known.map_or(table, |(_, english, chinese)| language.say(english, chinese))
}
