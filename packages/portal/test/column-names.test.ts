import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessExportFields } from '@portico/server/modules/directory/access-reviews/access-schemas.ts'
import { bulkChangeReportFields } from '@portico/server/modules/directory/bulk-changes/bulk-changes-schemas.ts'
import { usersExportFields } from '@portico/server/modules/directory/users/managed-users-schemas.ts'
import { columnNames } from '../src/components/values/column-names.ts'

/** What the portal calls the columns of the server's files, by the server's name of each */
const words: Record<string, string> = {
  key: 'Key',
  userKey: 'Key',
  name: 'Name',
  email: 'E-mail',
  status: 'Status',
  isMember: 'Member',
  isEndUser: 'End user',
  lastLoginAt: 'Last sign-in',
  source: 'Source',
  roleName: 'Role',
  groupName: 'Group',
  environmentName: 'Stage',
  assetName: 'Asset',
  startTime: 'From',
  endTime: 'Until',
  roleKey: 'Key of the role',
  groupKey: 'Key of the group',
  environmentKey: 'Key of the stage',
  assetKey: 'Key of the asset',
  portfolioKey: 'Key of the portfolio',
  outcome: 'Result',
  errorCode: 'Error code',
  errorMessage: 'Reason',
}

test('files of the server have a heading of the portal for each column, in their order', () => {
  for (const [file, fields] of [
    ['users', usersExportFields],
    ['access', accessExportFields],
    ['change', bulkChangeReportFields],
  ] as const) {
    assert.deepEqual(
      columnNames(file),
      fields.map((field) => words[field]),
      file,
    )
  }
})
