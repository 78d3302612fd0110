package heddle.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import heddle.async.Async;
import heddle.async.Loops;
import heddle.async.TaskGroup;
import heddle.client.ClientSession;
import heddle.http.websocket.WebSocketClosedException;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import heddle.websocket.CloseReason;
import heddle.websocket.CompressionOptions;
import heddle.websocket.CompressionOptions.Window;
import heddle.websocket.Message;
import heddle.websocket.WebSocket;
import heddle.websocket.WebSocketOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// WebSockets between Heddle and what others have made of the same RFCs, both ways: `ws` of npm, which
/// `bench/scripts/websocket.sh` brings, and aiohttp.
class WebSocketPeersTest {
    private static final Path MODULES = Checkout.ROOT.resolve("tests/target/websocket-peers/node_modules");
    private static final String LARGE = "é and more, ".repeat(40_000);
    private static final byte[] NOISE = noise();

    private static final List<UnaryOperator<WebSocketOptions>> WAYS = List.of(
            options -> options,
            WebSocketOptions::compressed,
            options -> options.compression(CompressionOptions.defaults()
                    .sent(new Window(9, true))
                    .received(new Window(10, false))
                    .bytesMin(0)));

    private static byte[] noise() {
        var noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        return noise;
    }

    // ---- Heddle's client

    @Test
    void the_client_talks_with_ws() throws Exception {
        talksWith(node("""
                const { WebSocketServer } = require('ws');
                const server = new WebSocketServer({
                    host: '127.0.0.1', port: 0, perMessageDeflate: { threshold: 0 }, handleProtocols: set => [...set][0] });
                server.on('listening', () => console.log(server.address().port));
                server.on('connection', socket => {
                    socket.on('message', (data, isBinary) => {
                        if (String(data) === 'close') socket.close(4001, 'as asked');
                        else { socket.ping(); socket.send(data, { binary: isBinary }); }
                    });
                });
                setTimeout(() => process.exit(), 50000);
                """));
    }

    @Test
    void the_client_talks_with_aiohttp() throws Exception {
        talksWith(python("""
                import asyncio
                from aiohttp import web, WSMsgType
                async def talk(request):
                    socket = web.WebSocketResponse(protocols=('echo',))
                    await socket.prepare(request)
                    async for message in socket:
                        if message.data == 'close':
                            await socket.close(code=4001, message=b'as asked')
                        elif message.type == WSMsgType.TEXT:
                            await socket.ping()
                            await socket.send_str(message.data)
                        else:
                            await socket.send_bytes(message.data)
                    return socket
                async def main():
                    app = web.Application()
                    app.router.add_get('/', talk)
                    runner = web.AppRunner(app)
                    await runner.setup()
                    site = web.TCPSite(runner, '127.0.0.1', 0)
                    await site.start()
                    print(site._server.sockets[0].getsockname()[1], flush=True)
                    await asyncio.sleep(50)
                asyncio.run(main())
                """));
    }

    private static void talksWith(ProcessBuilder server) throws Exception {
        Process peer = server.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var lines = new BufferedReader(new InputStreamReader(peer.getInputStream(), StandardCharsets.UTF_8))) {
            String port = lines.readLine();
            assertThat(port).as("the peer says its port").isNotNull();
            Async.run(() -> Async.timeout(Duration.ofSeconds(40), () -> {
                try (var session = ClientSession.open()) {
                    for (var way : WAYS) {
                        var request = session.webSocket("ws://127.0.0.1:" + port + "/")
                                .protocols("echo")
                                .options(way);
                        try (var socket = request.connect()) {
                            converse(socket);
                        }
                        try (var socket = request.connect()) {
                            isClosedBy(socket);
                        }
                    }
                }
            }));
        } finally {
            peer.destroy();
            peer.waitFor();
        }
    }

    private static void converse(WebSocket socket) {
        assertThat(socket.protocol()).contains("echo");
        for (int i = 0; i < 3; i++) {
            socket.send("hello");
            assertThat(socket.receive()).contains(new Message.Text("hello"));
        }
        socket.send("");
        assertThat(socket.receive()).contains(new Message.Text(""));
        TaskGroup.run(group -> {
            group.start(() -> socket.send(LARGE));
            assertThat(socket.receive()).contains(new Message.Text(LARGE));
            group.start(() -> socket.send(NOISE));
            assertThat(((Message.Binary) socket.receive().orElseThrow()).bytes())
                    .isEqualTo(NOISE);
            var ping = socket.ping();
            socket.send("x");
            socket.receive();
            assertThat(ping.await()).isPositive();
        });
    }

    private static void isClosedBy(WebSocket socket) {
        socket.send("close");
        try {
            assertThat(socket.receive()).isEmpty();
        } catch (WebSocketClosedException closed) {
            assertThat(closed.code()).isEqualTo(4001);
        }
        assertThat(socket.closeReason()).contains(new CloseReason(4001, "as asked"));
    }

    // ---- Heddle's server

    @Test
    void ws_talks_with_the_server() throws Exception {
        isTalkedToBy(node("""
                const WebSocket = require('ws');
                const large = 'é and more, '.repeat(40000);
                async function talk(options) {
                    const socket = new WebSocket(process.argv[1], ['echo'], options);
                    await new Promise((done, fail) => { socket.on('open', done); socket.on('error', fail); });
                    const next = () => new Promise(done => socket.once('message', (data, isBinary) => done([data, isBinary])));
                    for (const text of ['hello', 'hello', '', large]) {
                        const answer = next();
                        socket.send(text);
                        const [data, isBinary] = await answer;
                        if (isBinary || String(data) !== text) throw new Error('not what was sent');
                    }
                    const whole = next();
                    socket.send('in ', { fin: false });
                    socket.ping('between');
                    socket.send('parts', { fin: true });
                    if (String((await whole)[0]) !== 'in parts') throw new Error('fragments');
                    const bytes = require('crypto').randomBytes(300000);
                    const back = next();
                    socket.send(bytes);
                    if (!bytes.equals((await back)[0])) throw new Error('bytes');
                    const closed = new Promise(done => socket.on('close', done));
                    socket.close(1000, 'bye');
                    if (await closed !== 1000) throw new Error('close');
                    return socket.extensions;
                }
                (async () => {
                    console.log(await talk({ perMessageDeflate: false }), '/',
                        await talk({ perMessageDeflate: { threshold: 0 } }), '/',
                        await talk({ perMessageDeflate: { threshold: 0, serverMaxWindowBits: 9,
                            serverNoContextTakeover: true, clientNoContextTakeover: true } }));
                    process.exit(0);
                })().catch(wrong => { console.log(wrong); process.exit(1); });
                """), "/ permessage-deflate / permessage-deflate");
    }

    @Test
    void aiohttp_talks_with_the_server() throws Exception {
        isTalkedToBy(python("""
                import asyncio, os, sys, aiohttp
                async def main():
                    async with aiohttp.ClientSession() as session:
                        for compress in (0, 15, 10):
                            async with session.ws_connect(sys.argv[1], compress=compress, protocols=('echo',),
                                    max_msg_size=0) as socket:
                                for text in ('hello', 'hello', '', 'é and more, ' * 40000):
                                    await socket.send_str(text)
                                    assert await socket.receive_str() == text
                                noise = os.urandom(300000)
                                await socket.send_bytes(noise)
                                assert await socket.receive_bytes() == noise
                                await socket.close(code=1000, message=b'bye')
                                assert socket.close_code == 1000, socket.close_code
                    print('all said')
                asyncio.run(main())
                """), "all said");
    }

    private static void isTalkedToBy(ProcessBuilder client, String expected) throws Exception {
        try (var loops = Loops.open(1);
                var server = HttpServer.open(ServerOptions.local(), loops, TestOrigin.router())) {
            client.command().add(server.url().replaceFirst("http", "ws") + "/echo-socket");
            Process peer = client.redirectErrorStream(true).start();
            try (var out = peer.getInputStream()) {
                assertThat(new String(out.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualToNormalizingWhitespace(expected);
                assertThat(peer.waitFor()).isZero();
            } finally {
                peer.destroy();
            }
        }
    }

    // ---- the others

    private static ProcessBuilder node(String program) {
        assumeThat(MODULES.resolve("ws"))
                .as("needs node and ws; bench/scripts/websocket.sh brings the latter")
                .isDirectory();
        var builder = new ProcessBuilder("timeout", "60", "node", "-e", program);
        builder.environment().put("NODE_PATH", MODULES.toString());
        return builder;
    }

    private static ProcessBuilder python(String program) throws IOException, InterruptedException {
        var python = Path.of("/usr/bin/python3");
        assumeThat(Files.isExecutable(python)
                        && new ProcessBuilder(python.toString(), "-c", "import aiohttp")
                                        .redirectErrorStream(true)
                                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                        .start()
                                        .waitFor()
                                == 0)
                .as("needs python3-aiohttp")
                .isTrue();
        return new ProcessBuilder("timeout", "60", python.toString(), "-c", program);
    }
}
