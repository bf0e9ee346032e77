import { answer } from '@portico/sdk'
import { identityApi } from '../../../api/apis.ts'
import type { BulkApi } from './import-run.ts'

export const bulkApi: BulkApi = {
  create: (records, signal) => answer(identityApi.POST('/users/bulk', { body: { records }, signal })),
  read: (key, signal) => answer(identityApi.GET('/users/bulk/{key}', { params: { path: { key } }, signal })),
  wait: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, milliseconds)
      signal.addEventListener('abort', () => {
        clearTimeout(timer)
        reject(signal.reason)
      })
    }),
}
