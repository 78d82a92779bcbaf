# Examples of requests and their responses, in pages, command and MCP server.

example-request = Example request
example-response = Example response
use-this-example = Use example: { $title }
example-titled = { $title }: { $command }
simulated = Simulated
simulated-doc = The sandbox validates requests of this action, stores nothing and returns a canned response.
cli-no-such-example = number of examples of { $action }: { $count }
