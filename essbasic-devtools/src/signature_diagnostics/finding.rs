//! What a check finds: the line that differs, and of what kind the mistake is.

use std::fmt;

use super::LocalizedText;

/// A line on which two sides differ.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// What kind of mistake it is.
    pub cause: Cause,
    /// Where it is.
    pub location: Location,
    /// What the service has there.
    pub expected: Option<String>,
    /// What was signed, as far as that is known.
    pub found: Option<String>,
    /// Whether it is known or guessed.
    pub certainty: Certainty,
    /// What the service does there.
    pub explanation: LocalizedText,
    /// How it is mended.
    pub remedy: LocalizedText,
}

/// Where two sides differ. Lines count from one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Location {
    /// A line of the canonical request.
    CanonicalRequest(usize),
    /// A line of the string to sign.
    StringToSign(usize),
    /// The key that signs, and how it is derived.
    Key,
    /// A header of the request.
    Header(&'static str),
    /// The request line.
    RequestLine,
}

/// How sure a finding is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Certainty {
    /// It was computed, or can be read.
    Proven,
    /// Nothing else that was tried explains the signature.
    Likely,
    /// It is no reason by itself.
    Note,
}

/// The kinds of mistake.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Cause {
    /// The signature was made with another key.
    WrongKey,
    /// The signing key was derived in another way.
    KeyDerivation,
    /// There is no such secret id here.
    SecretId,
    /// Another host was signed than was called.
    Host,
    /// The scope's date is not that of the timestamp.
    Date,
    /// The scope's date is that of another time zone.
    LocalDate,
    /// The scope names another service.
    Service,
    /// Another content type was signed than was sent.
    ContentType,
    /// Another body was hashed than was sent.
    Body,
    /// The signed headers are in another order.
    HeaderOrder,
    /// Another action was signed, or not in lower case.
    Action,
    /// There is white space that the other side has not.
    TrailingSpace,
    /// The empty line behind the headers is missing, or one too many.
    BlankLine,
    /// Other headers were signed than the header says.
    SignedHeaders,
    /// Hexadecimal digits are in upper case.
    UpperHex,
    /// The timestamp is one of milliseconds.
    Milliseconds,
    /// Another timestamp was signed than was sent.
    Timestamp,
    /// The timestamp is more than five minutes off.
    Expired,
    /// Another method was signed than was used.
    Method,
    /// Another path was signed than was called.
    Path,
    /// Another query was signed than was sent.
    Query,
    /// Another header differs.
    Header,
    /// Lines end with CR LF.
    LineEnds,
    /// The first line of the string to sign is another.
    Algorithm,
    /// The scope has another form.
    Scope,
    /// The hash in the string to sign is not that of the canonical request.
    CanonicalHash,
    /// The `Authorization` header is missing or has another form.
    Authorization,
    /// A line is missing, or one too many.
    Layout,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CanonicalRequest(line) => write!(f, "canonical request, line {line}"),
            Self::StringToSign(line) => write!(f, "string to sign, line {line}"),
            Self::Key => f.write_str("signing key"),
            Self::Header(name) => write!(f, "header {name}"),
            Self::RequestLine => f.write_str("request line"),
        }
    }
}

impl Location {
    /// Where it is, in both languages.
    pub fn label(&self) -> LocalizedText {
        let chinese = match self {
            Self::CanonicalRequest(line) => format!("规范请求串第 {line} 行"),
            Self::StringToSign(line) => format!("待签名字符串第 {line} 行"),
            Self::Key => "派生密钥".to_owned(),
            Self::Header(name) => format!("请求头 {name}"),
            Self::RequestLine => "请求行".to_owned(),
        };
        LocalizedText::new(self.to_string(), chinese)
    }
}

impl Cause {
    /// Its name, in both languages.
    pub fn title(self) -> LocalizedText {
        let (english, chinese) = match self {
            Self::WrongKey => ("Another key", "密钥不同"),
            Self::KeyDerivation => ("The key's derivation", "密钥派生方式"),
            Self::SecretId => ("Secret id", "SecretId"),
            Self::Host => ("Host", "主机名"),
            Self::Date => ("Date", "日期"),
            Self::LocalDate => ("Local date", "本地日期"),
            Self::Service => ("Service", "服务名"),
            Self::ContentType => ("Content type", "Content-Type"),
            Self::Body => ("Body", "请求体"),
            Self::HeaderOrder => ("Order of the headers", "请求头顺序"),
            Self::Action => ("Action", "接口名"),
            Self::TrailingSpace => ("White space", "多余空白"),
            Self::BlankLine => ("Empty line", "空行"),
            Self::SignedHeaders => ("Signed headers", "参与签名的请求头"),
            Self::UpperHex => ("Upper-case hexadecimal", "大写十六进制"),
            Self::Milliseconds => ("Milliseconds", "毫秒时间戳"),
            Self::Timestamp => ("Timestamp", "时间戳"),
            Self::Expired => ("Not of the last five minutes", "超过五分钟"),
            Self::Method => ("Method", "请求方法"),
            Self::Path => ("Path", "路径"),
            Self::Query => ("Query", "查询字符串"),
            Self::Header => ("Header", "请求头"),
            Self::LineEnds => ("Location ends", "换行符"),
            Self::Algorithm => ("Algorithm", "算法"),
            Self::Scope => ("Scope", "凭证范围"),
            Self::CanonicalHash => ("Hash of the canonical request", "规范请求串哈希"),
            Self::Authorization => ("Authorization", "Authorization"),
            Self::Layout => ("Number of lines", "行数"),
        };
        LocalizedText::new(english, chinese)
    }
}
