#!/usr/bin/env python3
"""Calls a sandbox with the vendor's Python SDK, in the steps and with the defaults of its starter kits.

The kits upload files without an extension in the name, encode them in lines of 76 characters, leave
deadlines out, and take the first link of a response at once. Needs tencentcloud-sdk-python-essbasic.
"""
import argparse
import base64
import json
import subprocess
import textwrap
import urllib.request

from tencentcloud.common.credential import Credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.essbasic.v20210526 import essbasic_client, models

# Credential and objects of a new sandbox.
ID, KEY = "AKIDsandboxsandboxsandboxsandbox", "sandboxsandboxsandboxsandbox"
APPLICATION = "yDwhxUUckp3gl8j5UuFX33LSNozpRsbi"
ORGANIZATION, OPERATOR = "org_dianziqian", "n9527"
TEMPLATE = "yDSandboxTemplateNotForQr0000001"
QR_TEMPLATE = "yDSandboxTemplatePersonOnly00001"
PERSON = {"Name": "测试甲", "Mobile": "13000000001"}
PDF = b"%PDF-1.4 " + b"a document that is longer than one line of base64 " * 4
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100


class Kit:
    """A client for every call, as in the kits."""

    def __init__(self, endpoint):
        self.host = endpoint.removeprefix("http://")

    def call(self, action, region="", organization=ORGANIZATION, operator=OPERATOR, **fields):
        profile = ClientProfile(httpProfile=HttpProfile(protocol="http", endpoint=self.host))
        client = essbasic_client.EssbasicClient(Credential(ID, KEY), region, profile)
        request = getattr(models, f"{action}Request")()
        fields["Agent"] = {
            "AppId": APPLICATION, "ProxyOrganizationOpenId": organization,
            "ProxyOperator": {"OpenId": operator},
        }
        request.from_json_string(json.dumps(fields))
        return getattr(client, action)(request)


def chunked(content):
    """Encodes in lines of 76 characters, each with its line end, the last one too."""
    lines = textwrap.wrap(base64.b64encode(content).decode(), 76)
    return "".join(f"{line}\r\n" for line in lines)


def component(kind):
    return {
        "ComponentType": kind, "FileIndex": 0, "ComponentPage": 1, "ComponentPosX": 100.0,
        "ComponentPosY": 200.0, "ComponentWidth": 100.0, "ComponentHeight": 100.0,
        "ComponentValue": "", "GenerateMode": "NORMAL",
    }


def person():
    sign = [component("SIGN_SIGNATURE")]
    return {"ApproverType": "PERSON", "PreReadTime": 0, "Deadline": 0, **PERSON, "SignComponents": sign}


def own_organization():
    return {
        "ApproverType": "ORGANIZATION", "OrganizationOpenId": ORGANIZATION, "OpenId": OPERATOR,
        "OrganizationName": "我的企业", "SignComponents": [component("SIGN_SEAL")],
    }


def links(kit, flow):
    """Takes the first link to sign and the first link to the document, and downloads it."""
    assert kit.call("CreateSignUrls", FlowIds=[flow]).SignUrlInfos[0].SignUrl
    resources = kit.call("DescribeResourceUrlsByFlows", FlowIds=[flow])
    url = resources.FlowResourceUrlInfos[0].ResourceUrlInfos[0].Url
    with urllib.request.urlopen(url) as document:
        assert document.read(5) == b"%PDF-"


def upload(kit, name, business="DOCUMENT", content=PDF):
    file = {"FileBody": chunked(content), "FileName": name}
    return kit.call("UploadFiles", BusinessType=business, FileInfos=[file], Deadline=0).FileIds[0]


def console_login(kit):
    login = kit.call("CreateConsoleLoginUrl", ProxyOrganizationName="我的企业")
    assert login.ConsoleUrl and login.IsActivated and login.ProxyOperatorIsVerified
    kit.call("SyncProxyOrganization", ProxyOrganizationName="新企业", organization="org_new")
    new = kit.call(
        "CreateConsoleLoginUrl", ProxyOrganizationName="新企业", ProxyOperatorName="测试丙",
        organization="org_new", operator="operator_new",
    )
    assert new.ConsoleUrl and not new.IsActivated


def by_file(kit):
    file = upload(kit, "我的合同")
    flow = kit.call(
        "ChannelCreateFlowByFiles", FlowName="我的合同", FileIds=[file],
        FlowApprovers=[person(), own_organization()],
    )
    assert len(flow.Approvers) == 2
    links(kit, flow.FlowId)
    assert kit.call("DescribeFlowDetailInfo", FlowIds=[flow.FlowId]).FlowInfo[0].FlowStatus == "INIT"
    assert kit.call("GetDownloadFlowUrl", DownLoadFlows=[
        {"FileName": "合同", "FlowIdList": [flow.FlowId]},
    ]).DownLoadUrl
    kit.call("ChannelCancelFlow", FlowId=flow.FlowId, CancelMessage="")


def by_template(kit):
    template = kit.call("DescribeTemplates", TemplateId=TEMPLATE).Templates[0]
    approvers = []
    for recipient in template.Recipients:
        approver = person() if recipient.RecipientType == "INDIVIDUAL" else own_organization()
        approvers.append(approver | {"RecipientId": recipient.RecipientId})
    info = {"FlowName": "我的合同", "TemplateId": TEMPLATE, "FlowApprovers": approvers}
    created = kit.call("CreateFlowsByTemplates", FlowInfos=[info, info])
    assert created.ErrorMessages == ["", ""], created.ErrorMessages
    assert len(created.TaskInfos) == len(created.FlowApprovers) == 2
    for flow in created.FlowIds:
        links(kit, flow)
    assert kit.call("PrepareFlows", FlowInfos=[info], JumpUrl="https://example.com").ConfirmUrl
    assert kit.call("ChannelBatchCancelFlows", FlowIds=created.FlowIds).TaskId


def seals(kit):
    seal = kit.call("CreateSealByImage", SealName="图片印章", SealImage=chunked(PNG))
    assert seal.SealId
    system = kit.call(
        "CreateSealByImage", SealName="系统印章", GenerateSource="SealGenerateSourceSystem",
    )
    listed = kit.call("ChannelDescribeOrganizationSeals", Limit=10, InfoType=1).Seals
    listed = {seal.SealId: seal for seal in listed}
    assert listed[system.SealId].AuthorizedUsers[0].OpenId == OPERATOR
    silent = own_organization() | {"ApproverType": "ENTERPRISESERVER"}
    silent["SignComponents"][0]["ComponentValue"] = system.SealId
    flow = kit.call(
        "ChannelCreateFlowByFiles", FlowName="静默签署", FileIds=[upload(kit, "合同.pdf")],
        FlowApprovers=[silent],
    )
    links_of_signed = kit.call("DescribeResourceUrlsByFlows", FlowIds=[flow.FlowId])
    assert links_of_signed.FlowResourceUrlInfos[0].ResourceUrlInfos[0].Url
    assert kit.call("ChannelVerifyPdf", FlowId=flow.FlowId).VerifyResult == 1
    assert kit.call("CreateChannelFlowEvidenceReport", FlowId=flow.FlowId).ReportId


def qr_codes(kit):
    code = kit.call(
        "ChannelCreateMultiFlowSignQRCode", region="ap-guangzhou", TemplateId=QR_TEMPLATE,
        FlowName="我的合同", MaxFlowNum=5, QrEffectiveDay=7, FlowEffectiveDay=7,
    )
    assert code.QrCode.QrCodeUrl and code.SignUrls.HttpSignUrl and code.SignUrls.EffectiveTime == ""
    kit.call("ChannelCancelMultiFlowSignQRCode", QrCodeId=code.QrCode.QrCodeId)


def the_rest(kit):
    word = upload(kit, "合同.docx", content=b"PK\x03\x04" + b"\0" * 100)
    task = kit.call(
        "CreateFileConvertTask", ResourceType="docx", ResourceName="合同", ResourceId=word,
    )
    assert kit.call("DescribeFileConvertTask", TaskId=task.TaskId).TaskStatus in (0, 4, 8)
    synced = kit.call(
        "SyncProxyOrganizationOperators", OperatorType="CREATE",
        ProxyOrganizationOperators=[{"Id": "colleague", "Name": "测试丁", "Mobile": "13000000004"}],
    )
    assert synced.Status == 1 and synced.FailedList == []
    assert kit.call("ChannelDescribeEmployees", Limit=20, Offset=0).Employees
    assert kit.call("OperateChannelTemplate", OperateType="SELECT", TemplateId=TEMPLATE).AuthTag
    assert kit.call("DescribeUsage", StartDate="2026-01-01", EndDate="2026-01-31").Details == []


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default="target/debug/essbasic")
    args = parser.parse_args()
    server = subprocess.Popen(
        [args.binary, "sandbox", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True,
    )
    try:
        kit = Kit(server.stdout.readline().split()[-1])
        for steps in (console_login, by_file, by_template, seals, qr_codes, the_rest):
            steps(kit)
            print(f"{steps.__name__}: as the vendor's SDK expects")
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
