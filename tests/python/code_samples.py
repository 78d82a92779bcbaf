#!/usr/bin/env python3
"""Runs five stories against a sandbox, each call as a generated program of its own.

The programs are those that `essbasic call --code` prints: with the vendor's SDKs for Python and Node.js,
and as a script that signs with openssl. Needs tencentcloud-sdk-python-essbasic; Node.js with
tencentcloud-sdk-nodejs, and curl with openssl, are reported as not run where they are missing.
"""
import argparse
import base64
import json
import re
import tempfile
import urllib.request

from sample_programs import (
    OPERATOR, ORGANIZATION, PROGRAMS, QR_TEMPLATE, TEMPLATE, agent, missing, run, start_sandbox, write,
)

PDF = b"%PDF-1.4 " + b"a document that is longer than the texts that are shown in full " * 10
PERSON = {"ApproverType": "PERSON", "Name": "测试甲", "Mobile": "13000000001"}


class Programs:
    """Calls of a story as programs in one format."""

    def __init__(self, binary, name, endpoint, folder):
        self.binary, self.name, self.endpoint, self.folder = binary, name, endpoint, folder

    def call(self, action, organization=ORGANIZATION, operator=OPERATOR, **fields):
        """Runs the program of a call; returns the response."""
        ran = self.ran(action, {"Agent": agent(organization, operator), **fields})
        assert ran.returncode == 0, (self.name, action, ran.stdout, ran.stderr)
        response = json.loads(ran.stdout)
        # The script prints the response as it arrived.
        response = response.get("Response", response)
        assert response["RequestId"], response
        return response

    def ran(self, action, fields):
        program = write(self.binary, self.name, self.endpoint, action, fields)
        return run(self.name, program, self.folder)


def qr_code(programs):
    code = programs.call(
        "ChannelCreateMultiFlowSignQRCode", TemplateId=QR_TEMPLATE, FlowName="“入职”合同 $1", MaxFlowNum=5,
    )["QrCode"]
    assert code["QrCodeUrl"]
    programs.call("ChannelCancelMultiFlowSignQRCode", QrCodeId=code["QrCodeId"])
    # The code and the request ID of an error are printed, and the program fails.
    cancel = {"Agent": agent(), "QrCodeId": "yDNoSuchCode"}
    ran = programs.ran("ChannelCancelMultiFlowSignQRCode", cancel)
    printed = ran.stdout + ran.stderr
    assert ran.returncode == 1 and "InvalidParameter" in printed, (ran, programs.name)
    assert re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-|request |RequestId", printed), printed


def contract_from_file(programs):
    file = {"FileName": "it's a \"lease\".pdf", "FileBody": base64.b64encode(PDF).decode()}
    uploaded = programs.call("UploadFiles", BusinessType="DOCUMENT", FileInfos=[file])
    sign = {
        "ComponentType": "SIGN_SIGNATURE", "FileIndex": 0, "ComponentPage": 1, "ComponentPosX": 100.5,
        "ComponentPosY": 200, "ComponentWidth": 100, "ComponentHeight": 60,
    }
    flow = programs.call(
        "ChannelCreateFlowByFiles", FlowName="租赁合同", FileIds=uploaded["FileIds"],
        FlowApprovers=[PERSON | {"SignComponents": [sign]}],
    )["FlowId"]
    links = programs.call("CreateSignUrls", FlowIds=[flow])
    assert links["SignUrlInfos"][0]["SignUrl"]
    details = programs.call("DescribeFlowDetailInfo", FlowIds=[flow])
    assert details["FlowInfo"][0]["FlowStatus"] == "INIT"
    resources = programs.call("DescribeResourceUrlsByFlows", FlowIds=[flow])
    url = resources["FlowResourceUrlInfos"][0]["ResourceUrlInfos"][0]["Url"]
    with urllib.request.urlopen(url) as document:
        assert document.read(5) == b"%PDF-"


def contract_from_template(programs):
    template = programs.call("DescribeTemplates", TemplateId=TEMPLATE)["Templates"][0]
    own = {"ApproverType": "ORGANIZATION", "OrganizationOpenId": ORGANIZATION, "OpenId": OPERATOR}
    approvers = [
        (PERSON if recipient["RecipientType"] == "INDIVIDUAL" else own)
        | {"RecipientId": recipient["RecipientId"]}
        for recipient in template["Recipients"]
    ]
    info = {"FlowName": "劳动合同", "TemplateId": TEMPLATE, "FlowApprovers": approvers}
    created = programs.call("CreateFlowsByTemplates", FlowInfos=[info])
    assert created["ErrorMessages"] == [""], created
    programs.call("ChannelCancelFlow", FlowId=created["FlowIds"][0], CancelMessage="测试")


def onboarding(programs):
    new = f"org_{programs.name}"
    login = programs.call(
        "CreateConsoleLoginUrl", organization=new, operator=f"operator_{programs.name}",
        ProxyOrganizationName=f"新企业 {programs.name}", ProxyOperatorName="测试丙",
    )
    assert login["ConsoleUrl"] and not login["IsActivated"]
    assert programs.call("DescribeChannelOrganizations", Limit=10)["ChannelOrganizationInfos"]


def employees_and_seals(programs):
    colleague = {"Id": f"colleague_{programs.name}", "Name": "测试丁", "Mobile": "13000000004"}
    synced = programs.call(
        "SyncProxyOrganizationOperators", OperatorType="CREATE", ProxyOrganizationOperators=[colleague],
    )
    assert synced["Status"] == 1, synced
    assert programs.call("ChannelDescribeEmployees", Limit=20, Offset=0)["Employees"]
    seal = programs.call(
        "CreateSealByImage", SealName=f"系统印章 {programs.name}",
        GenerateSource="SealGenerateSourceSystem",
    )
    seals = programs.call("ChannelDescribeOrganizationSeals", Limit=10, InfoType=1)["Seals"]
    assert seal["SealId"] in [listed["SealId"] for listed in seals]


STORIES = (qr_code, contract_from_file, contract_from_template, onboarding, employees_and_seals)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default="target/debug/essbasic")
    args = parser.parse_args()
    server, endpoint = start_sandbox(args.binary)
    try:
        for name in PROGRAMS:
            if reason := missing(name):
                print(f"NOT RUN: {name} programs: {reason}")
                continue
            with tempfile.TemporaryDirectory() as folder:
                for story in STORIES:
                    story(Programs(args.binary, name, endpoint, folder))
            print(f"{name}: {len(STORIES)} stories ran as generated programs")
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
