//! A real nginx on loopback, with TLS and HTTP/2, in front of a server.

use std::path::PathBuf;
use std::process::Command;
use std::{env, fs, process};

use crate::certificate::Certificate;
use crate::port::free_port;

/// A running nginx; stopped when it is dropped.
#[derive(Debug)]
pub struct Nginx {
    directory: PathBuf,
    port: u16,
    /// Certificate of the authority, which clients trust.
    pub authority: String,
}

impl Nginx {
    /// Starts nginx, and returns once it listens. It adds the header `X-Protocol`, the protocol that
    /// the client speaks, to requests.
    pub fn start(upstream: &str) -> Self {
        let port = free_port();
        let directory = env::temp_dir().join(format!("essbasic-nginx-{}-{port}", process::id()));
        fs::create_dir_all(&directory).unwrap();
        let issued = Certificate::issue();
        let config = format!(
            "pid nginx.pid; error_log error.log; worker_processes 1; events {{}}
            http {{
                access_log off; client_max_body_size 0;
                client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                server {{
                    listen 127.0.0.1:{port} ssl http2;
                    ssl_certificate server.pem; ssl_certificate_key key.pem;
                    location / {{
                        proxy_pass {upstream};
                        proxy_set_header Host $http_host;
                        proxy_set_header X-Protocol $server_protocol;
                    }}
                }}
            }}"
        );
        let files =
            [("nginx.conf", config), ("server.pem", issued.certificate), ("key.pem", issued.key)];
        for (name, text) in files {
            fs::write(directory.join(name), text).unwrap();
        }
        let nginx = Self { directory, port, authority: issued.authority };
        nginx.run(&[]);
        nginx
    }

    /// Returns the URL of the proxy.
    pub fn endpoint(&self) -> String {
        format!("https://localhost:{}", self.port)
    }

    fn run(&self, arguments: &[&str]) {
        let mut command = Command::new("nginx");
        command.arg("-p").arg(&self.directory).args(["-c", "nginx.conf", "-e", "error.log"]);
        let status = command.args(arguments).status().unwrap();
        assert!(status.success(), "{:?}", fs::read_to_string(self.directory.join("error.log")));
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        self.run(&["-s", "quit"]);
        let _ = fs::remove_dir_all(&self.directory);
    }
}
