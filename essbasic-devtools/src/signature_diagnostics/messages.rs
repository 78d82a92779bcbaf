//! What is said of each kind of mistake: what the service does there, and how it is mended.

use super::LocalizedText;
use super::auth_header::date;
use super::finding::{Cause, Certainty, Finding, Location};
use super::inputs::Derivation;

/// What the service does, and how it is mended.
pub(super) fn of(mistake: Cause) -> (LocalizedText, LocalizedText) {
    let (why, mend, why_chinese, mend_chinese) = texts(mistake);
    (LocalizedText::new(why, why_chinese), LocalizedText::new(mend, mend_chinese))
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn texts(mistake: Cause) -> (&'static str, &'static str, &'static str, &'static str) {
    match mistake {
        Cause::WrongKey => (
            "The service signs with the key that belongs to the secret id in Credential.",
            "Take the key that was handed out with this id, whole and without white space, and of the environment that is called.",
            "服务端用 Credential 中 SecretId 对应的密钥计算签名。",
            "请使用与该 SecretId 一同生成的 SecretKey：完整、无多余空白，且与所调用的环境一致。",
        ),
        Cause::KeyDerivation => (
            "The key is HMAC(HMAC(HMAC(\"TC3\" SecretKey, Date), Service), \"tc3_request\"), each step on the raw bytes of the one before.",
            "Derive it in exactly these steps; write nothing but the last signature in hexadecimal.",
            "密钥为 HMAC(HMAC(HMAC(\"TC3\" + SecretKey, Date), Service), \"tc3_request\")，每一步都使用上一步的原始字节。",
            "请严格按这些步骤派生密钥；只有最终签名才写成十六进制。",
        ),
        Cause::SecretId => (
            "The service looks the key up by the secret id in Credential.",
            "Take an id that this environment knows.",
            "服务端按 Credential 中的 SecretId 查找密钥。",
            "请使用该环境中存在的 SecretId。",
        ),
        Cause::Host => (
            "The service signs the Host header as it arrives, port included.",
            "Sign the very host that the request is sent to, and let no library or proxy change it.",
            "服务端以实际收到的 Host 请求头（含端口）计算签名。",
            "请对实际请求的主机名签名，并确保库或代理不会改写它。",
        ),
        Cause::Date => (
            "The date of the scope is the UTC date of X-TC-Timestamp.",
            "Make the date of the very timestamp that is sent, in UTC, as 2006-01-02; use the same for the key.",
            "凭证范围中的日期必须是 X-TC-Timestamp 对应的 UTC 日期。",
            "请用所发送的时间戳换算 UTC 日期（格式 2006-01-02），派生密钥时也使用同一日期。",
        ),
        Cause::LocalDate => (
            "The date of the scope is the UTC date of X-TC-Timestamp, and not that of the local time zone.",
            "Convert the timestamp in UTC. East of Greenwich the local date is a day ahead for the first hours of each day, west of it a day behind for the last.",
            "凭证范围中的日期必须是 X-TC-Timestamp 对应的 UTC 日期，而不是本地时区的日期。",
            "请按 UTC 换算日期。在北京时间，每天 0 点到 8 点之间本地日期会比 UTC 多一天。",
        ),
        Cause::Service => (
            "The scope names the service that is called, which is the first word of its host.",
            "Write `essbasic` in the scope, and derive the key with the same word.",
            "凭证范围中的服务名即所调用的服务，也就是其域名的第一段。",
            "请在凭证范围中写 essbasic，并用同一个词派生密钥。",
        ),
        Cause::ContentType => (
            "The service signs the Content-Type header as it arrives, charset and case included.",
            "Set the header yourself, and sign the same text: many libraries add a charset or drop one.",
            "服务端以实际收到的 Content-Type（含 charset 和大小写）计算签名。",
            "请显式设置该请求头，并对同一文本签名；许多库会自动添加或去掉 charset。",
        ),
        Cause::Body => (
            "The service hashes the bytes of the body as they arrive.",
            "Make the body once, as bytes; hash those, and send those.",
            "服务端对实际收到的请求体字节计算哈希。",
            "请只生成一次请求体字节：对它计算哈希，并原样发送。",
        ),
        Cause::HeaderOrder => (
            "The signed headers stand in ascending order by name, and the list of names in the same.",
            "Sort the names, and write both from the sorted list: content-type;host;x-tc-action.",
            "参与签名的请求头按名称升序排列，SignedHeaders 的顺序与之一致。",
            "请先对名称排序，再据此生成两处：content-type;host;x-tc-action。",
        ),
        Cause::Action => (
            "Where x-tc-action is signed, its value is the X-TC-Action header in lower case.",
            "Sign the action that is sent, in lower case.",
            "若对 x-tc-action 签名，其值为 X-TC-Action 请求头的小写形式。",
            "请对实际发送的接口名签名，并转为小写。",
        ),
        Cause::TrailingSpace => (
            "Values have no white space around them, and no line has any before its break or behind the last.",
            "Trim each value before signing, and end the text with its last character.",
            "各值首尾没有空白，行尾及文本末尾也没有多余的空白或换行。",
            "签名前请去除各值首尾的空白，并且不要在文本末尾追加换行。",
        ),
        Cause::BlankLine => (
            "Each header's line ends with a line break, and an empty line follows before the list of names.",
            "Write every header as name:value\\n, and then one \\n more.",
            "每个请求头行以换行结束，其后另有一个空行，再写 SignedHeaders。",
            "请把每个请求头写成 name:value\\n，之后再加一个 \\n。",
        ),
        Cause::SignedHeaders => (
            "The service takes the headers that SignedHeaders names, in lower case; content-type and host must be among them.",
            "Name the same headers in the canonical request and in Authorization, and send each of them.",
            "服务端按 SignedHeaders 中的小写名称取请求头；其中必须包含 content-type 和 host。",
            "请在规范请求串和 Authorization 中列出相同的请求头，并确保都已发送。",
        ),
        Cause::UpperHex => (
            "Hashes and the signature are written in lower-case hexadecimal.",
            "Write the digits a to f in lower case.",
            "哈希和签名均为小写十六进制。",
            "请使用小写的 a 到 f。",
        ),
        Cause::Milliseconds => (
            "X-TC-Timestamp counts seconds.",
            "Divide by 1000, and use the same number in the header and in the string to sign.",
            "X-TC-Timestamp 的单位是秒。",
            "请除以 1000，并在请求头和待签名字符串中使用同一数值。",
        ),
        Cause::Timestamp => (
            "The second line of the string to sign is the X-TC-Timestamp header.",
            "Read the clock once, and use that number in both places.",
            "待签名字符串第二行就是 X-TC-Timestamp 请求头。",
            "请只读取一次时钟，并在两处使用同一数值。",
        ),
        Cause::Expired => (
            "A timestamp may be five minutes off the service's clock; then the answer is AuthFailure.SignatureExpire.",
            "Nothing is wrong if the request is an old one. Else set the clock, and sign right before sending.",
            "时间戳与服务器时间最多相差五分钟，否则返回 AuthFailure.SignatureExpire。",
            "若这是较早的请求则无妨；否则请校准时钟，并在发送前再签名。",
        ),
        Cause::Method => (
            "The first line is the method of the request, in upper case: POST.",
            "Send a POST, and sign a POST.",
            "第一行是请求方法（大写）：POST。",
            "请使用 POST 发送，并以 POST 签名。",
        ),
        Cause::Path => (
            "The second line is the path, which is / for every action.",
            "Call / and sign /.",
            "第二行是路径，所有接口均为 /。",
            "请请求 /，并对 / 签名。",
        ),
        Cause::Query => (
            "The third line is the query: empty for a POST, and there all the same.",
            "Send no query, and keep the line empty.",
            "第三行是查询字符串：POST 请求为空，但该行必须保留。",
            "请不要携带查询字符串，并保留这一空行。",
        ),
        Cause::Header => (
            "Each signed header stands with the value that arrives, in lower-case names.",
            "Sign what is sent.",
            "每个参与签名的请求头以小写名称和实际收到的值列出。",
            "请对实际发送的内容签名。",
        ),
        Cause::LineEnds => (
            "Lines end with a line feed alone.",
            "Join the lines with \\n, whatever the system's line end is.",
            "各行只以换行符（LF）结束。",
            "请用 \\n 连接各行，不要使用系统默认的换行符。",
        ),
        Cause::Algorithm => (
            "The first line of the string to sign is TC3-HMAC-SHA256.",
            "Write it so, there and in Authorization.",
            "待签名字符串第一行是 TC3-HMAC-SHA256。",
            "请在该行和 Authorization 中都这样写。",
        ),
        Cause::Scope => (
            "The third line of the string to sign is Date/Service/tc3_request.",
            "Write the three parts with a slash between them.",
            "待签名字符串第三行是 Date/Service/tc3_request。",
            "请以斜线连接这三个部分。",
        ),
        Cause::CanonicalHash => (
            "The fourth line of the string to sign is the SHA-256 of the whole canonical request.",
            "Hash the text as it is, in UTF-8. Paste the canonical request too to see which of its lines differs.",
            "待签名字符串第四行是整个规范请求串的 SHA-256。",
            "请对该文本的 UTF-8 字节计算哈希。同时粘贴规范请求串，可以看到是哪一行不同。",
        ),
        Cause::Authorization => (
            "The service reads who signed, for what and over which headers off Authorization.",
            "Write it in this form, with the parts in this order and a comma and a space between them.",
            "服务端从 Authorization 中读取签名者、凭证范围和参与签名的请求头。",
            "请按此格式书写，各部分顺序不变，以逗号加空格分隔。",
        ),
        Cause::Layout => (
            "The text ends with the line of its hash.",
            "Write no more lines than these.",
            "文本以哈希所在行结束。",
            "请不要写多余的行。",
        ),
    }
}

/// How a key was derived, in a few words.
pub(super) fn derivation(derivation: Derivation) -> &'static str {
    match derivation {
        Derivation::Whole => "as it should be",
        Derivation::NoPrefix => "SecretKey without \"TC3\" before it",
        Derivation::Prefix(_) => "SecretKey with another word than \"TC3\" before it",
        Derivation::Hexadecimal => "each step on the hexadecimal text of the one before",
        Derivation::ServiceFirst => "Service before Date",
        Derivation::NoTerminator => "without \"tc3_request\"",
        Derivation::Nothing => "the secret key itself, not derived",
        Derivation::Trimmed => "SecretKey without the white space around it",
        Derivation::LineBreak => "SecretKey with a line break behind it",
    }
}

/// Whether a date is that of a time zone on earth, or no date of the moment at all.
pub(super) fn kind_of_date(found: &str, seconds: Option<i64>) -> Cause {
    let Some(seconds) = seconds else { return Cause::Date };
    let mut zones = (-12..=14).filter_map(|zone| date(seconds + zone * 3600));
    if zones.any(|local| local == found) { Cause::LocalDate } else { Cause::Date }
}

/// Nothing that a line shows explains the signature.
pub(super) fn wrong_key(certainty: Certainty) -> Finding {
    let (why, mut mend) = of(Cause::WrongKey);
    if certainty == Certainty::Likely {
        mend.english += " If the key is right, paste the canonical request and the string to sign that your code produces: then the line that differs is told.";
        mend.chinese += "若密钥无误，请粘贴代码生成的规范请求串和待签名字符串，即可指出不同的行。";
    }
    Finding {
        cause: Cause::WrongKey,
        location: Location::Key,
        expected: None,
        found: None,
        certainty,
        explanation: why,
        remedy: mend,
    }
}

impl Finding {
    /// Creates the note that the service does not know the secret ID.
    pub fn unknown_secret_id() -> Self {
        let (explanation, remedy) = of(Cause::SecretId);
        Self {
            cause: Cause::SecretId,
            location: Location::Header("Authorization"),
            expected: None,
            found: None,
            certainty: Certainty::Note,
            explanation,
            remedy,
        }
    }
}

/// Without a body its hash is that of nothing.
pub(super) fn no_body() -> Finding {
    let (why, _) = of(Cause::Body);
    let mend = LocalizedText::new(
        "There is no body in what was pasted: put an empty line and the body behind the headers.",
        "粘贴的内容中没有请求体：请在请求头之后加一个空行和请求体。",
    );
    let (mistake, line) = (Cause::Body, Location::Header("Content-Length"));
    Finding {
        cause: mistake,
        location: line,
        expected: None,
        found: None,
        certainty: Certainty::Note,
        explanation: why,
        remedy: mend,
    }
}
