package heddle.s3;

import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;

/// Serves a folder by the protocol of S3, and ends when its standard input does, which is when whoever started it is
/// gone. It says its port, and then nothing more on its standard output, which nobody need read on.
///
/// `ServerMain FOLDER KEY SECRET BUCKET [KEYSTORE PASSWORD]`: with a store of keys it speaks TLS.
public final class ServerMain {
    private ServerMain() {}

    public static void main(String[] arguments) throws Exception {
        Properties folder = new Properties();
        folder.setProperty("jclouds.filesystem.basedir", Path.of(arguments[0]).toString());
        BlobStoreContext context = ContextBuilder.newBuilder("filesystem-nio2")
                .credentials("unused", "unused")
                .overrides(folder)
                .build(BlobStoreContext.class);
        context.getBlobStore().createContainerInLocation(null, arguments[3]);
        boolean isSecure = arguments.length > 4;
        S3Proxy.Builder builder = S3Proxy.builder()
                .blobStore(context.getBlobStore())
                .awsAuthentication(AuthenticationType.AWS_V4, arguments[1], arguments[2]);
        S3Proxy server = isSecure
                ? builder.secureEndpoint(URI.create("https://127.0.0.1:0"))
                        .keyStore(arguments[4], arguments[5])
                        .build()
                : builder.endpoint(URI.create("http://127.0.0.1:0")).build();
        server.start();
        System.out.println("port " + (isSecure ? server.getSecurePort() : server.getPort()));
        System.out.close();
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
