import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RunningServer } from '@portico/server/main.ts'
import { welcome } from './welcome.ts'

const started = (data: string, hasPortal = true): string => {
  const publicUrl = 'http://localhost:8080'
  const setUpLink = `${publicUrl}/set-up`
  return welcome({ publicUrl, data, setUpLink, isFirstStart: true } as RunningServer, { hasPortal })
}

test('the command for an empty organization finds the same data, can be pasted, and names no URL of a database', () => {
  const inFolder = started('/srv/portico data')
  assert.match(inFolder, /^ {2}npx portico api-client create --data '\/srv\/portico data' --name 'My client' --grant/m)
  const onPostgres = started('PostgreSQL portico at db.example.com:5432')
  assert.match(onPostgres, /^ {2}npx portico api-client create --name 'My client' --grant 'Manage users'$/m)
  assert.match(onPostgres, /with the same PORTICO_DATABASE and master key/)
})

test('the addresses of pages that were not built are not printed, but how to build them', () => {
  const pages = /^ {2}(?:Portal|Reference) |\/set-up/m
  assert.match(started('/srv/portico'), pages)
  const without = started('/srv/portico', false)
  assert.doesNotMatch(without, pages)
  assert.match(without, /^ {2}API {2,}http:\/\/localhost:8080\/api\/identity\/v1$/m)
  assert.match(without, /`npm ci` without --omit builds them/)
})
