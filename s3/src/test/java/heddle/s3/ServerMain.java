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
/// gone. It says its port in its first line.
///
/// `ServerMain FOLDER KEY SECRET BUCKET`
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
        S3Proxy server = S3Proxy.builder()
                .blobStore(context.getBlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, arguments[1], arguments[2])
                .build();
        server.start();
        System.out.println("port " + server.getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }
}
