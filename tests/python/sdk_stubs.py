"""Stand-ins for SDKs whose registries CI cannot reach: Go, Java, PHP.

They have the types and fields of the catalogue under the SDKs' names, and print the request of a call as
`Action JSON` instead of sending it. A program that compiles with them names nothing that is unknown, and
what it prints are the values that it would send.
"""
import subprocess
from pathlib import Path

GO_TYPES = {"string": "string", "int64": "int64", "uint64": "uint64", "float": "float64", "bool": "bool"}
JAVA_TYPES = {"string": "String", "int64": "Long", "uint64": "Long", "float": "Float", "bool": "Boolean"}


def name_of(struct):
    """Returns the SDK's name of a type."""
    return {"KeyedOption": "Option"}.get(struct, struct)


def structs(catalogue):
    """Returns the fields of all types of requests by name, each as (name, type, is a struct, is a list)."""
    found = {}

    def visit(struct, name):
        if struct["fields"] is None or name in found:
            return
        found[name] = fields = []
        for field in struct["fields"]:
            is_object = field["object"] is not None
            kind = name_of(field["object"]["type"]) if is_object else field["type"]
            fields.append((field["name"], kind, is_object, field["list"]))
            if is_object:
                visit(field["object"], kind)

    for action in catalogue["actions"]:
        visit(action["request"], f"{action['name']}Request")
    return found


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


# Go: one module that contains the SDK's packages and the programs as packages.

GO_COMMON = """package common

import (
\t"fmt"
\t"strings"

\ttchttp "github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/http"
\t"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
)

type Credential struct{}
type CommonClient struct{}

func NewCommonClient(credential *Credential, region string, p *profile.ClientProfile) *CommonClient {
\treturn &CommonClient{}
}

func (c *CommonClient) Send(request *tchttp.CommonRequest, response *tchttp.CommonResponse) error {
\tfmt.Println(request.Action, strings.ReplaceAll(request.Text, "\\n", ""))
\treturn nil
}

func NewTokenCredential(secretId, secretKey, token string) *Credential { return &Credential{} }
"""

GO_ERRORS = """package errors

type TencentCloudSDKError struct{ Code, Message, RequestId string }

func (e *TencentCloudSDKError) Error() string { return e.Message }
"""

GO_PROFILE = """package profile

type HttpProfile struct{ Scheme, Endpoint string }
type ClientProfile struct{ HttpProfile *HttpProfile }

func NewClientProfile() *ClientProfile { return &ClientProfile{&HttpProfile{}} }
"""

GO_HTTP = """package common

type CommonRequest struct{ Action, Text string }
type CommonResponse struct{}

func NewCommonRequest(service, version, action string) *CommonRequest { return &CommonRequest{action, ""} }
func NewCommonResponse() *CommonResponse { return &CommonResponse{} }
func (r *CommonRequest) SetActionParameters(data interface{}) error { r.Text = data.(string); return nil }
func (r *CommonResponse) GetBody() []byte { return nil }
"""

GO_CLIENT = """package v20210526

import (
\t"encoding/json"
\t"fmt"

\t"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common"
\t"github.com/tencentcloud/tencentcloud-sdk-go/tencentcloud/common/profile"
)

type Client struct{}
type Response struct{}

func (r *Response) ToJsonString() string { return "" }

func NewClient(credential *common.Credential, region string, p *profile.ClientProfile) (*Client, error) {
\treturn &Client{}, nil
}

func print(action string, request interface{}) (*Response, error) {
\ttext, err := json.Marshal(request)
\tfmt.Println(action, string(text))
\treturn &Response{}, err
}
"""


def run_go(folder, catalogue, programs):
    """Compiles all programs into one, and returns what it prints."""
    sdk = folder / "tencentcloud"
    write(folder / "go.mod", "module github.com/tencentcloud/tencentcloud-sdk-go\n\ngo 1.18\n")
    pointers = []
    for name, kind in (("String", "string"), ("Int64", "int64"), ("Uint64", "uint64"),
                       ("Float64", "float64"), ("Bool", "bool")):
        pointers.append(f"func {name}Ptr(v {kind}) *{kind} {{ return &v }}\n")
        pointers.append(
            f"func {name}Ptrs(v []{kind}) []*{kind} {{\n\tp := []*{kind}{{}}\n"
            "\tfor i := range v {\n\t\tp = append(p, &v[i])\n\t}\n\treturn p\n}\n"
        )
    write(sdk / "common" / "common.go", GO_COMMON + "".join(pointers))
    write(sdk / "common" / "errors" / "errors.go", GO_ERRORS)
    write(sdk / "common" / "http" / "http.go", GO_HTTP)
    write(sdk / "common" / "profile" / "profile.go", GO_PROFILE)
    models = []
    for struct, fields in structs(catalogue).items():
        lines = "".join(
            f"\t{name} {'[]' if is_list else ''}*{kind if is_object else GO_TYPES[kind]}\n"
            for name, kind, is_object, is_list in fields
        )
        models.append(f"type {struct} struct {{\n{lines}}}\n")
    for action in catalogue["actions"]:
        name = action["name"]
        models.append(
            f"func New{name}Request() *{name}Request {{ return &{name}Request{{}} }}\n"
            f"func (c *Client) {name}(r *{name}Request) (*Response, error) {{ return print(\"{name}\", r) }}\n"
        )
    write(sdk / "essbasic" / "v20210526" / "client.go", GO_CLIENT + "".join(models))
    main = ["package main\n"]
    for index, program in enumerate(programs):
        text = program.replace("package main", f"package p{index}", 1).replace("func main()", "func Main()", 1)
        write(folder / "programs" / f"p{index}" / "main.go", text)
        main.append(f'import "github.com/tencentcloud/tencentcloud-sdk-go/programs/p{index}"\n')
    calls = "".join(f"\tp{index}.Main()\n" for index in range(len(programs)))
    write(folder / "main.go", "".join(main) + f"func main() {{\n{calls}}}\n")
    unformatted = subprocess.run(
        ["gofmt", "-l", "programs"], cwd=folder, capture_output=True, text=True, check=True,
    )
    assert unformatted.stdout == "", f"gofmt changes {unformatted.stdout}"
    return subprocess.run(["go", "run", "."], cwd=folder, capture_output=True, check=True).stdout


# Java: the SDK's classes, and the programs as packages.

JAVA_COMMON = {
    "AbstractModel": """import java.lang.reflect.*;
public class AbstractModel {
    public static String toJsonString(Object value) { return ""; }
    public static String json(Object value) throws Exception {
        if (value == null) return "null";
        if (value instanceof String) return text((String) value);
        if (value instanceof Object[]) {
            StringBuilder all = new StringBuilder();
            for (Object item : (Object[]) value) all.append(all.length() == 0 ? "" : ",").append(json(item));
            return "[" + all + "]";
        }
        if (!(value instanceof AbstractModel)) return value.toString();
        StringBuilder all = new StringBuilder();
        for (Field field : value.getClass().getFields()) {
            all.append(all.length() == 0 ? "" : ",").append(text(field.getName())).append(":");
            all.append(json(field.get(value)));
        }
        return "{" + all + "}";
    }
    static String text(String value) {
        StringBuilder all = new StringBuilder();
        for (char c : value.toCharArray()) all.append(String.format("\\\\u%04x", (int) c));
        return '"' + all.toString() + '"';
    }
}""",
    "CommonClient": """import com.tencentcloudapi.common.exception.*;
import com.tencentcloudapi.common.profile.*;
public class CommonClient {
    public CommonClient(String service, String version, Credential c, String region, ClientProfile p) {}
    public String call(String action, String request) throws TencentCloudSDKException {
        System.out.println(action + " " + request);
        return "";
    }
}""",
    "Credential": "public class Credential { public Credential(String id, String key, String token) {} }",
    "exception.TencentCloudSDKException": """public class TencentCloudSDKException extends Exception {
    public String getErrorCode() { return ""; }
    public String getRequestId() { return ""; }
}""",
    "profile.HttpProfile": """public class HttpProfile {
    public static final String REQ_HTTP = "http://", REQ_HTTPS = "https://";
    public void setProtocol(String value) {}
    public void setEndpoint(String value) {}
}""",
    "profile.ClientProfile": "public class ClientProfile { public void setHttpProfile(HttpProfile value) {} }",
}


def run_java(folder, catalogue, programs):
    """Compiles all programs together, and returns what they print."""
    root = folder / "com" / "tencentcloudapi"
    for name, text in JAVA_COMMON.items():
        package, _, short = f"common.{name}".rpartition(".")
        head = f"package com.tencentcloudapi.{package};\n"
        write(root / Path(*package.split(".")) / f"{short}.java", head + text)
    models = root / "essbasic" / "v20210526" / "models"
    head = "package com.tencentcloudapi.essbasic.v20210526.models;\nimport com.tencentcloudapi.common.*;\n"
    for struct, fields in structs(catalogue).items():
        members = "".join(
            f"    public {kind} {name};\n    public void set{name}({kind} value) {{ {name} = value; }}\n"
            for name, kind in (
                (name, (kind if is_object else JAVA_TYPES[kind]) + ("[]" if is_list else ""))
                for name, kind, is_object, is_list in fields
            )
        )
        write(models / f"{struct}.java", f"{head}public class {struct} extends AbstractModel {{\n{members}}}\n")
    methods = []
    for action in (action["name"] for action in catalogue["actions"]):
        write(models / f"{action}Response.java", f"{head}public class {action}Response {{}}\n")
        methods.append(f"""    public {action}Response {action}({action}Request it) throws TencentCloudSDKException {{
        print("{action}", it);
        return null;
    }}
""")
    write(models.parent / "EssbasicClient.java", f"""package com.tencentcloudapi.essbasic.v20210526;
import com.tencentcloudapi.common.*;
import com.tencentcloudapi.common.exception.*;
import com.tencentcloudapi.common.profile.*;
import com.tencentcloudapi.essbasic.v20210526.models.*;
public class EssbasicClient {{
    public EssbasicClient(Credential credential, String region, ClientProfile profile) {{}}
    private void print(String action, AbstractModel request) throws TencentCloudSDKException {{
        try {{ System.out.println(action + " " + AbstractModel.json(request)); }}
        catch (Exception error) {{ throw new TencentCloudSDKException(); }}
    }}
{''.join(methods)}}}
""")
    for index, program in enumerate(programs):
        write(folder / f"p{index}" / "Sample.java", f"package p{index};\n{program}")
    calls = "".join(f"        p{index}.Sample.main(args);\n" for index in range(len(programs)))
    write(folder / "Main.java", f"public class Main {{\n    public static void main(String[] args) {{\n{calls}    }}\n}}\n")
    subprocess.run(["javac", "-encoding", "UTF-8", "-nowarn", "Main.java"], cwd=folder, check=True)
    run = ["java", "-Dfile.encoding=UTF-8", "Main"]
    return subprocess.run(run, cwd=folder, capture_output=True, check=True).stdout


# PHP: classes are made when a program names them.

PHP_AUTOLOAD = r"""<?php
class Base {
    public $text;
    function __construct(...$given) {}
    function fromJsonString($text) { $this->text = $text; }
    function toJsonString() { return ""; }
    function __call($name, $given) {
        if ($name === "callJson") { echo $given[0], " ", json_encode($given[1]), PHP_EOL; }
        elseif (strpos($name, "set") !== 0) { echo $name, " ", $given[0]->text, PHP_EOL; }
        return $this;
    }
}
spl_autoload_register(function ($class) {
    $at = strrpos($class, "\\");
    $base = $class === 'TencentCloud\Common\Exception\TencentCloudSDKException' ? '\Exception' : '\Base';
    eval("namespace " . substr($class, 0, $at) . "; class " . substr($class, $at + 1) . " extends $base {}");
}, true, false);
"""


def run_php(folder, _catalogue, programs):
    """Checks the syntax of all programs, and returns what they print."""
    write(folder / "vendor" / "autoload.php", PHP_AUTOLOAD)
    for index, program in enumerate(programs):
        write(folder / f"p{index}.php", program)
    includes = "".join(f'(function () {{ include "p{index}.php"; }})();\n' for index in range(len(programs)))
    write(folder / "main.php", f"<?php\n{includes}")
    return subprocess.run(["php", "main.php"], cwd=folder, capture_output=True, check=True).stdout
