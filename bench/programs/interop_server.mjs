// The servers of node's own modules, for bench/scripts/interop.sh:
//   node interop_server.mjs SITE H1_PORT H2C_PORT TLS_PORT KEY CERTIFICATE
// One handler behind http, http2 without TLS, and http2 over TLS that lets HTTP/1.1 in, too.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createSecureServer, createServer as createHttp2Server } from 'node:http2';
import { gzipSync } from 'node:zlib';

const [site, h1Port, h2cPort, tlsPort, key, certificate] = process.argv.slice(2);
const bytes = readFileSync(`${site}/bytes`);
const large = readFileSync(`${site}/large`);
const text = readFileSync(`${site}/text.txt`);

function tagged(request, response, body) {
    const tag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
    response.setHeader('ETag', tag);
    response.setHeader('Accept-Ranges', 'bytes');
    if (request.headers['if-none-match'] === tag) {
        response.statusCode = 304;
        return response.end();
    }
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    if (range && (request.headers['if-range'] ?? tag) === tag) {
        const first = Number(range[1]);
        const last = range[2] === '' ? body.length - 1 : Math.min(Number(range[2]), body.length - 1);
        response.statusCode = 206;
        response.setHeader('Content-Range', `bytes ${first}-${last}/${body.length}`);
        response.setHeader('Content-Length', last - first + 1);
        return response.end(body.subarray(first, last + 1));
    }
    response.setHeader('Content-Length', body.length);
    return response.end(request.method === 'HEAD' ? undefined : body);
}

function handle(request, response) {
    switch (request.url) {
        case '/bytes':
            return tagged(request, response, bytes);
        case '/large':
            return tagged(request, response, large);
        case '/text.txt':
            response.setHeader('Content-Encoding', 'gzip');
            return response.end(gzipSync(text));
        case '/redirect':
            response.writeHead(302, { Location: '/bytes' });
            return response.end();
        case '/empty':
            response.statusCode = 204;
            return response.end();
        case '/echo':
            return request.pipe(response);
        case '/trailers':
            response.writeHead(200, { Trailer: 'X-Sum' });
            response.write('a body');
            response.addTrailers({ 'X-Sum': '123' });
            return response.end();
        default:
            response.statusCode = 404;
            return response.end();
    }
}

const options = { key: readFileSync(key), cert: readFileSync(certificate), allowHTTP1: true };
createServer(handle).listen(h1Port, '127.0.0.1');
createHttp2Server(handle).listen(h2cPort, '127.0.0.1');
createSecureServer(options, handle).listen(tlsPort, '127.0.0.1');
