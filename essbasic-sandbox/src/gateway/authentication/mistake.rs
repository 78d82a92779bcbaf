//! What is to be said of a signature.

use std::fmt;

/// What is to be said of a call's signature.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// Nobody looked at it.
    NotJudged,
    /// It is over the request as it arrived.
    Verified,
    /// It is not.
    Wrong(Mistake),
}

/// Why a signature does not verify: what was signed in place of what arrived.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Mistake {
    /// A header is missing, or has another form than it should.
    Malformed(String),
    /// The timestamp is so many seconds off this machine's clock.
    Time(i64),
    /// The secret id is none that the sandbox knows.
    SecretId,
    /// The header's date is not the timestamp's.
    Date(String),
    /// The header's date is the timestamp's in some other place, where UTC's is asked for.
    LocalDate(String),
    /// Another service was signed, or the header names another.
    Service(String),
    /// Another host was signed.
    Host(String),
    /// Another content type was signed.
    ContentType(String),
    /// Another action was signed.
    Action(String),
    /// The action was signed in upper and lower case.
    ActionCase,
    /// The headers were signed in another order than they are named in.
    HeaderOrder,
    /// The body was signed with a space or a line break behind it, or without the one that came.
    TrailingSpace,
    /// Another body was signed: an empty one, say, or the same members written otherwise.
    Body(&'static str),
    /// The path was signed otherwise than as `/`.
    Path,
    /// Nothing of all that: it is another key, or another body.
    KeyOrBody,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(what) => write!(f, "{what} is missing, or not in its form"),
            Self::Time(off) => write!(f, "the timestamp is {off} seconds off: set the clock"),
            Self::SecretId => f.write_str("this secret id is not the sandbox's"),
            Self::Date(date) => write!(f, "the scope's date {date} is not the timestamp's"),
            Self::LocalDate(date) => {
                write!(f, "the scope's date {date} is a local one: it must be that of UTC")
            }
            Self::Service(signed) => write!(f, "the service that was signed is `{signed}`"),
            Self::Host(signed) => write!(f, "the host that was signed is `{signed}`"),
            Self::ContentType(signed) => {
                write!(f, "the content type that was signed is `{signed}`")
            }
            Self::Action(signed) => write!(f, "the action that was signed is `{signed}`"),
            Self::ActionCase => f.write_str("the action is signed in lower case, and was not"),
            Self::HeaderOrder => {
                f.write_str("the headers were signed in another order than SignedHeaders has")
            }
            Self::TrailingSpace => f.write_str(
                "the body was signed with other white space at its end than it came with",
            ),
            Self::Body(signed) => write!(f, "another body was signed: {signed}"),
            Self::Path => f.write_str("the path was signed otherwise than as `/`"),
            Self::KeyOrBody => f.write_str("it is another secret key, or another body was signed"),
        }
    }
}

impl Mistake {
    /// The same in Chinese.
    pub fn in_chinese(&self) -> String {
        match self {
            Self::Malformed(what) => format!("{what} 缺失或格式不对"),
            Self::Time(off) => format!("时间戳相差 {off} 秒：请校准时钟"),
            Self::SecretId => "沙箱不认识这个 SecretId".to_owned(),
            Self::Date(date) => format!("凭证范围中的日期 {date} 与时间戳不符"),
            Self::LocalDate(date) => format!("凭证范围中的日期 {date} 是本地日期，应为 UTC 日期"),
            Self::Service(signed) => format!("签名所用的服务名是 `{signed}`"),
            Self::Host(signed) => format!("签名所用的主机名是 `{signed}`"),
            Self::ContentType(signed) => format!("签名所用的 Content-Type 是 `{signed}`"),
            Self::Action(signed) => format!("签名所用的接口名是 `{signed}`"),
            Self::ActionCase => "接口名应以小写参与签名".to_owned(),
            Self::HeaderOrder => "签名时请求头的顺序与 SignedHeaders 不一致".to_owned(),
            Self::TrailingSpace => "签名的请求体与收到的请求体末尾空白不同".to_owned(),
            Self::Body(_) => "签名的是另一个请求体：内容为空，或写法不同".to_owned(),
            Self::Path => "签名的路径不是 `/`".to_owned(),
            Self::KeyOrBody => "密钥不对，或签名的是另一个请求体".to_owned(),
        }
    }
}
