import { answer } from '@portico/sdk'
import type { CsvUser } from '@portico/sdk/users-csv'
import { managementApi } from '../../../api/apis.ts'

/** What the server would do with records, without doing it. At most 100 at once. */
export const readPreviews = async (records: CsvUser[], signal: AbortSignal) =>
  (await answer(managementApi.POST('/user-previews', { body: { records }, signal }))).results

export type Preview = Awaited<ReturnType<typeof readPreviews>>[number]
