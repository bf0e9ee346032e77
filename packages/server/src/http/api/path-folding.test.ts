import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPathFolding } from './path-folding.ts'

const paths = createPathFolding()
const users = '/api/identity/v1/users'
for (const path of [users, `${users}/count`, `${users}/bulk/:key`, `${users}/:key`, `${users}/:key/roles/:roleKey`]) {
  paths.add(path)
}

test('The words of known paths are folded, and one slash at the end is none', () => {
  const folded: [sent: string, path: string][] = [
    ['/API/Identity/V1/USERS', users],
    [`${users}/`, users],
    ['/Api/identity/v1/users/?NameContains=A/', `${users}?NameContains=A/`],
    [`${users}/#x/`, `${users}#x/`],
    ['/api/identity/v1/Users/AbC/Roles/XyZ/', `${users}/AbC/roles/XyZ`],
    [`${users}/COUNT`, `${users}/count`],
    [`${users}/Bulk/KEY`, `${users}/bulk/KEY`],
    ['/API/identity', '/api/identity'],
  ]
  for (const [sent, path] of folded) assert.equal(paths.fold(sent), path)
})

test('Everything else stays as it was sent', () => {
  const same = [
    users,
    `${users}/ABC`,
    `${users}?X=/`,
    `${users}//`,
    `${users}/abc//`,
    '/API//identity/v1/users',
    '/API/identity/v1/users/abc/nothing',
    '/API/identity/v2/users',
    '/API/management/v1/users/',
    '/Identity/token/',
    '/Portal/',
    '/',
    '//',
    '',
    '*',
    'http://HOST/API/identity/v1/users/',
    '/API/%69dentity/v1/users',
    '/\u0130pi/identity/v1/users',
    `/API${'/x'.repeat(5_000)}`,
    '/'.repeat(16_000),
  ]
  for (const path of same) assert.equal(paths.fold(path), path)
})
