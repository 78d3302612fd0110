/// `multipart/form-data` (RFC 7578), taken apart as it comes. Start at [heddle.http.multipart.MultipartReader].
package heddle.http.multipart;
