/// A bucket of S3 as an object store, by the AWS SDK.
package heddle.s3;
