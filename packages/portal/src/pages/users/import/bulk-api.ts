import { answer } from '@portico/sdk'
import { identityApi } from '../../../api/apis.ts'
import type { BulkApi } from './import-run.ts'

/** For one import: the audit trail has one entry for all of its blocks. */
export const createBulkApi = (importKey = `${Date.now()}-${Math.random()}`): BulkApi => ({
  create: (records, signal) =>
    answer(
      identityApi.POST('/users/bulk', {
        body: { records },
        params: { header: { 'portico-import': importKey } },
        signal,
      }),
    ),
  read: (key, signal) => answer(identityApi.GET('/users/bulk/{key}', { params: { path: { key } }, signal })),
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        reject(signal.reason)
      })
    }),
})
