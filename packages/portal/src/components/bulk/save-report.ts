import { msg } from '@lingui/core/macro'
import { writeCsv } from '@portico/sdk/users-csv'
import { sendRequest } from '../../api/send-request.ts'
import { pageI18n } from '../language/page-language.ts'
import { saveText } from '../values/save-text.ts'
import { isEmail } from './emails-in.ts'
import { type BulkResult, reportUrl } from './queries.ts'

const failed: Pick<BulkResult, 'outcome'> = { outcome: 'Failed' }

/**
 * Saves the report of a change, the server's, with a row more for each text that was entered for it and is no user.
 * @throws ApiProblem
 */
export async function saveReport(changeKey: string, unknown: readonly string[]): Promise<void> {
  const report = await sendRequest(new Request(new URL(reportUrl(changeKey), location.href)))
  const i18n = pageI18n()
  const rows = unknown.map((text) => {
    const reason = isEmail(text) ? i18n._(msg`Matches no user you can see`) : i18n._(msg`No e-mail`)
    return ['', '', text, failed.outcome, '', reason]
  })
  // Both begin with a byte order mark, which is read as no part of the text.
  const byteOrderMark = '\ufeff'
  saveText('report.csv', byteOrderMark + (await report.text()) + writeCsv(rows).slice(byteOrderMark.length), 'text/csv')
}
