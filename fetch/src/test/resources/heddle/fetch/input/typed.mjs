// Made typed.parquet, with hyparquet-writer 0.17.0: node typed.mjs
import { writeFileSync } from 'fs'
import { parquetWriteBuffer } from 'hyparquet-writer'

const row = f => Array.from({ length: 200 }, (_, i) => f(i))
const buffer = parquetWriteBuffer({ codec: 'SNAPPY', rowGroupSize: 50, columnData: [
  { name: 'rank', data: row(i => BigInt(i) * 1000000007n), type: 'INT64' },
  { name: 'page', data: row(i => i % 100 === 7 ? null : `http://example.com/ä/${i}`), type: 'STRING' },
  { name: 'score', data: row(i => i / 8), type: 'DOUBLE' },
  { name: 'ok', data: row(i => i % 2 === 0), type: 'BOOLEAN' },
  { name: 'seen', data: row(i => i % 3 === 0 ? undefined : new Date(Date.UTC(2026, 0, 1, 0, 0, i))), type: 'TIMESTAMP' },
] })
writeFileSync('typed.parquet', Buffer.from(buffer))
