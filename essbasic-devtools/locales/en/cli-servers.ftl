# Sandbox and explorer.

cli-listen-public = --listen: other machines can reach { $address }
cli-listen-public-hint = the pages use your credentials: listen on 127.0.0.1, and connect through a tunnel
cli-cannot-start-on = cannot start on { $address }: { $problem }
cli-choose-listen = choose another address with --listen
cli-open-in-browser = Open it in a browser. Anyone with this address can use your credentials.
cli-cannot-listen = cannot listen on { $address }: { $problem }
cli-choose-other-listen = choose another --listen
cli-choose-data-dir = or choose another --data-dir
cli-cannot-callback = cannot post callbacks: { $problem }
cli-correct-callback = correct --callback, --callback-key or --callback-token
cli-callback-url = a callback's URL must start with http:// or https:// and name a host
cli-callback-token = an encrypted callback is signed too: set a token
cli-callback-key = a callback's key has 32 characters, and its token no spaces around it
cli-invalid-public-url = the public URL must start with http:// or https://
cli-write-public-url = write it as in http://192.0.2.1:8899
cli-cannot-start = cannot start: { $problem }
cli-encryption-keys-together = --encryption-key and --encryption-mac-key need each other
cli-encryption-key = --encryption-key or --encryption-mac-key: { $problem }
cli-encryption-key-length = an AES key must have 16, 24 or 32 bytes, an SM4 key 16
cli-encryption-mac-key-empty = the MAC key is empty
cli-encryption-same-key = cipher and MAC must have different keys
cli-storage-failed = { $problem }: calls are rejected until the data folder can be written
cli-storage-works = the data folder can be written again
cli-your-secret-key = <your secret key>
cli-other-terminal = In another terminal:
cli-exposed = WARNING: other machines can reach this address and open its links.
cli-exposed-control = WARNING: other machines can reach this address and its control API, which reads and changes all data.
cli-callback-tls = TLS cannot be set up on this system
cli-callback-too-many = a sandbox posts to at most 10 URLs
cli-callback-repeated = two --callback have the same URL
cli-callback-pairs = { $option } is given { $given } times for { $urls } URLs
cli-callback-pairs-hint = give it once for all URLs, or once for each --callback in the same order
cli-fault = --fault: { $problem }
cli-fault-too-many = at most 100 faults are active
cli-fault-name = a name has at most 128 bytes
write-fault = write KIND[:NAME][=PERCENT], such as drop-callback=30% or delay-200:DescribeTemplates
