/// Downloads to files that go on where they were cut: [Download]. Above the doors of `heddle.client`.
package heddle.client.download;
