/// Outcomes as rows of Parquet files.
package heddle.fetch.output.parquet;
