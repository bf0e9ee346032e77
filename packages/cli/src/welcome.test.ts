import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RunningServer } from '@portico/server/main.ts'
import { welcome } from './welcome.ts'

const started = (data: string): string =>
  welcome({ publicUrl: 'http://localhost:8080', data, isFirstStart: true } as RunningServer)

test('the command for an empty organization finds the same data, can be pasted, and names no URL of a database', () => {
  const inFolder = started('/srv/portico data')
  assert.match(inFolder, /^ {2}npx portico api-client create --data '\/srv\/portico data' --name 'My client' --grant/m)
  const onPostgres = started('PostgreSQL portico at db.example.com:5432')
  assert.match(onPostgres, /^ {2}npx portico api-client create --name 'My client' --grant 'Manage users'$/m)
  assert.match(onPostgres, /with the same PORTICO_DATABASE and master key/)
})
