import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from './config.ts'
import { postgresUrls } from './postgres-urls.ts'

test('each host of a PostgreSQL URL gets a URL of its own, with its own port', () => {
  const cases: Record<string, string[]> = {
    'postgres://u:p@db1:5432,db2:5433/x?sslmode=disable': [
      'postgres://u:p@db1:5432/x?sslmode=disable',
      'postgres://u:p@db2:5433/x?sslmode=disable',
    ],
    'postgresql://u:a%2Cb%40@db1,db2:7,[::1]:8/x': [
      'postgresql://u:a%2Cb%40@db1/x',
      'postgresql://u:a%2Cb%40@db2:7/x',
      'postgresql://u:a%2Cb%40@[::1]:8/x',
    ],
    'postgres://db/x?application_name=a,b': ['postgres://db/x?application_name=a,b'],
    'postgres://u@localhost/x?host=/run/one,/run/two&port=5432,5433': [
      'postgres://u@localhost/x?host=%2Frun%2Fone&port=5432',
      'postgres://u@localhost/x?host=%2Frun%2Ftwo&port=5433',
    ],
    'postgres://u@localhost:6/x?host=one,two': [
      'postgres://u@localhost:6/x?host=one',
      'postgres://u@localhost:6/x?host=two',
    ],
    'postgres:///x?host=/run/one': ['postgres:///x?host=/run/one'],
  }
  for (const [text, urls] of Object.entries(cases)) assert.deepEqual(postgresUrls(text), urls)
})

test('--database takes several hosts, and refuses what is none, twice there, or asks for another server', () => {
  const read = (database: string) => readConfig({ database }, {}).database
  for (const good of [
    'postgres://u:p@db1:5432,db2:5433/x',
    'postgres://u:p@db1,db2/x?target_session_attrs=read-write',
    'postgres://u@localhost/x?host=/a,/b&target_session_attrs=primary',
  ])
    assert.equal(read(good), good)
  for (const [bad, says] of [
    ['postgres://u:p@db1:5432,db2:x/x', /or a URL such as/],
    ['postgres://db1,,db2/x', /a name for each host/],
    ['postgres://u:p@db1:5432,db1:5432/x', /each host once/],
    ['postgres://u@localhost/x?host=a,b,c&port=1,2', /one port for each host, or one for all/],
    ['postgres://u:p@db1,db2/x?target_session_attrs=any', /target_session_attrs=read-write/],
    ['postgres://u:p@db1,db2/x?target_session_attrs=standby', /target_session_attrs=read-write/],
  ] as const)
    assert.throws(() => read(bad), says, bad)
})
