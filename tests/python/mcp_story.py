#!/usr/bin/env python3
"""Plays a story with the official Python client against `essbasic mcp --sandbox`.

Finds and describes an action, creates a multi-signer QR code with confirmation, looks at what was sent,
declines once, and cancels the code with confirmation. Needs the package `mcp`.
"""
import argparse
import asyncio

from mcp import ClientSession, StdioServerParameters, stdio_client, types

TEMPLATE = "yDSandboxTemplatePersonOnly00001"
CREATE, CANCEL = "ChannelCreateMultiFlowSignQRCode", "ChannelCancelMultiFlowSignQRCode"


class Person:
    """A person who answers questions, and remembers them."""

    def __init__(self):
        self.confirms = True
        self.questions = []

    async def __call__(self, context, params):
        self.questions.append(params.message)
        if self.confirms:
            return types.ElicitResult(action="accept", content={"send": True})
        return types.ElicitResult(action="decline")


async def story(command):
    person = Person()
    server = StdioServerParameters(command=command, args=["mcp", "--sandbox"])
    async with stdio_client(server) as (read, write):
        async with ClientSession(read, write, elicitation_callback=person) as session:
            await session.initialize()

            async def call(tool, **arguments):
                result = await session.call_tool(tool, arguments)
                return getattr(result, "structured_content", None) or result.structuredContent

            names = [tool.name for tool in (await session.list_tools()).tools]
            assert names[0] == "find_actions" and "change" in names, names
            found = await call("find_actions", query="一码多签")
            assert CREATE in [it["name"] for it in found["actions"]], found
            described = await call("describe_action", action=CREATE)
            assert described["effect"] in ("create", "charge", "link"), described["effect"]
            assert "TemplateId" in described["request"]["required"]

            templates = await call("read", action="DescribeTemplates")
            assert templates["outcome"] == "done", templates
            create = {"TemplateId": TEMPLATE, "FlowName": "测试合同", "MaxFlowNum": 3}
            assert (await call("validate", action=CREATE, request=create))["is_valid"]
            created = await call("change", action=CREATE, request=create)
            assert created["outcome"] == "done", created
            code = created["response"]["QrCode"]["QrCodeId"]
            assert len(person.questions) == 1 and TEMPLATE in person.questions[0]

            changes = await session.read_resource("essbasic://changes")
            assert code in changes.contents[0].text, changes

            person.confirms = False
            declined = await call("change", action=CANCEL, request={"QrCodeId": code})
            assert declined["outcome"] == "declined", declined
            person.confirms = True
            cancelled = await call("change", action=CANCEL, request={"QrCodeId": code})
            assert cancelled["outcome"] == "done", cancelled
            again = await call("change", action=CANCEL, request={"QrCodeId": code})
            assert again["outcome"] == "refused", again
            assert again["error"]["code"] == "OperationDenied.QrInvalid", again
            assert len(person.questions) == 4 and code in person.questions[3]
            assert len((await session.list_prompts()).prompts) == 5


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--command", default="target/debug/essbasic")
    arguments = parser.parse_args()
    asyncio.run(asyncio.wait_for(story(arguments.command), timeout=120))
    print("the story was played: found, described, created, declined, cancelled")


if __name__ == "__main__":
    main()
