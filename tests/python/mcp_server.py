"""`essbasic mcp --sandbox --listen`, and clients of MCP that npm installs."""
import contextlib
import os
import subprocess

TOKEN = "obviously-fake-token"


@contextlib.contextmanager
def serving(command):
    """Starts a server, and returns its port."""
    arguments = [command, "mcp", "--sandbox", "--listen", "0", "--access-token", TOKEN]
    server = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    try:
        line = server.stdout.readline()
        assert line.startswith("listening on http://127.0.0.1:"), line
        yield int(line.rsplit(":", 1)[1].split("/")[0])
    finally:
        server.terminate()
        server.wait()


def run(modules, command, home, timeout):
    """Runs a command of npm packages with their Node.js, and returns what it printed."""
    path = os.pathsep.join([os.path.abspath(f"{modules}/.bin"), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "HOME": home}
    return subprocess.run(
        command, capture_output=True, text=True, timeout=timeout, env=environment, cwd=home
    )
