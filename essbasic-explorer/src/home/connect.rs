//! The lines of each SDK that point it at a sandbox.

use essbasic_devtools::{Language, t};
use essbasic_sandbox::seed;

use crate::app_state::{AppState, is_default_credential};

/// A sandbox to connect to.
pub(super) struct Target {
    endpoint: String,
    secret_id: String,
    secret_key: String,
    /// The secret key is that of every sandbox.
    pub(super) has_key: bool,
}

/// The lines for one SDK.
pub(super) struct Snippet {
    pub(super) name: &'static str,
    /// Command that installs the SDK, or empty.
    pub(super) package: &'static str,
    pub(super) file: &'static str,
    pub(super) code: String,
}

impl Target {
    /// Returns the sandbox of these pages. Its secret key is shown only if it is the known default.
    pub(super) fn of(state: &AppState, language: Language) -> Option<Self> {
        let sandbox = state.sandbox()?;
        let credential = sandbox.credential();
        let has_key = is_default_credential(&credential);
        let key = if has_key { seed::SECRET_KEY.into() } else { t!(language, "connect-your-key") };
        Some(Self {
            endpoint: sandbox.endpoint(),
            secret_id: credential.secret_id().to_owned(),
            secret_key: key.into_owned(),
            has_key,
        })
    }

    /// Returns the lines for each SDK.
    pub(super) fn snippets(&self) -> Vec<Snippet> {
        let snippet = |name, package, file, code: &str| {
            let host = self.endpoint.trim_start_matches("http://");
            let code = code
                .replace("{endpoint}", &self.endpoint)
                .replace("{host}", host)
                .replace("{id}", &self.secret_id)
                .replace("{key}", &self.secret_key);
            Snippet { name, package, file, code }
        };
        vec![
            snippet("Rust", "cargo add essbasic", "main.rs", RUST),
            snippet("Python", "pip install tencentcloud-sdk-python-essbasic", "main.py", PYTHON),
            snippet(
                "Go",
                "go get github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/essbasic",
                "main.go",
                GO,
            ),
            snippet(
                "Java",
                "com.tencentcloudapi:tencentcloud-sdk-java-essbasic",
                "Main.java",
                JAVA,
            ),
            snippet("Node.js", "npm install tencentcloud-sdk-nodejs-essbasic", "main.js", NODE),
            snippet("PHP", "composer require tencentcloud/essbasic", "main.php", PHP),
            snippet("curl · essbasic", "", "shell", SHELL),
        ]
    }
}

const RUST: &str = r#"let client = essbasic::Client::builder()
    .credential(essbasic::Credential::new("{id}", "{key}"))
    .endpoint("{endpoint}")
    .build()?;"#;

const PYTHON: &str = r#"from tencentcloud.common.credential import Credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.essbasic.v20210526.essbasic_client import EssbasicClient

# Default is https.
http = HttpProfile(protocol="http", endpoint="{host}")
client = EssbasicClient(
    Credential("{id}", "{key}"), "", ClientProfile(httpProfile=http))"#;

const GO: &str = r#"import (
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
	"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
	essbasic "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/essbasic/v20210526"
)

config := profile.NewClientProfile()
config.HttpProfile.Scheme = "HTTP"
config.HttpProfile.Endpoint = "{host}"
credential := common.NewCredential("{id}", "{key}")
client, err := essbasic.NewClient(credential, "", config)"#;

const JAVA: &str = r#"import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.essbasic.v20210526.EssbasicClient;

HttpProfile http = new HttpProfile();
http.setProtocol(HttpProfile.REQ_HTTP);
http.setEndpoint("{host}");
ClientProfile profile = new ClientProfile();
profile.setHttpProfile(http);
Credential credential = new Credential("{id}", "{key}");
EssbasicClient client = new EssbasicClient(credential, "", profile);"#;

const NODE: &str = r#"const { essbasic } = require("tencentcloud-sdk-nodejs-essbasic");

const client = new essbasic.v20210526.Client({
  credential: { secretId: "{id}", secretKey: "{key}" },
  region: "",
  profile: { httpProfile: { protocol: "http://", endpoint: "{host}" } },
});"#;

const PHP: &str = r#"use TencentCloud\Common\Credential;
use TencentCloud\Common\Profile\ClientProfile;
use TencentCloud\Common\Profile\HttpProfile;
use TencentCloud\Essbasic\V20210526\EssbasicClient;

$http = new HttpProfile("http://", "{host}");
$profile = new ClientProfile("TC3-HMAC-SHA256", $http);
$client = new EssbasicClient(new Credential("{id}", "{key}"), "", $profile);"#;

const SHELL: &str = r"export ESSBASIC_ENDPOINT={endpoint}
export TENCENTCLOUD_SECRET_ID={id}
export TENCENTCLOUD_SECRET_KEY={key}

essbasic call DescribeTemplates
essbasic call DescribeTemplates --dry-run   # prints a signed curl command";
