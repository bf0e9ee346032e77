import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { completed } from '@portico/sdk'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { ActionsMenu } from '../../components/bulk/actions-menu.tsx'
import type { RunOf } from '../../components/bulk/use-item-run.tsx'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfProblem } from '../../components/feedback/notify.ts'
import type { Selection } from '../../components/lists/use-selection.ts'
import { columnNames } from '../../components/values/column-names.ts'
import { DownloadButton } from '../../components/values/download-button.tsx'
import { saveCsv } from '../../components/values/save-csv.ts'
import { type ApiClientSummary, type ApiClientsState, findMatchingApiClients } from './queries.ts'

interface ApiClientsSelectionProps {
  selection: Selection<ApiClientSummary>
  state: ApiClientsState
  /** Changes the API clients one by one */
  onRun(run: RunOf<ApiClientSummary>): void
}

type Action = 'suspend' | 'resume' | 'delete'

/** What can be done with the API clients that are selected, or with all that match. */
export function ApiClientsSelection({ selection, state, onRun }: ApiClientsSelectionProps) {
  const { t } = useLingui()
  const { items, isAll, clear } = selection
  const [asked, setAsked] = useState<{ action: Action; clients: readonly ApiClientSummary[] }>()
  const withClients = async (then: (clients: readonly ApiClientSummary[]) => void): Promise<void> => {
    try {
      then(isAll ? await findMatchingApiClients(state) : items)
    } catch (error) {
      notifyOfProblem(error)
    }
  }
  const ask = (action: Action) => () => void withClients((clients) => setAsked({ action, clients }))
  const count = asked?.clients.length ?? 0
  const dialogOf = (action: Action) => ({
    isOpen: asked?.action === action,
    onClose: () => setAsked(undefined),
    async onConfirm() {
      onRun({ label: labels[action], items: asked?.clients ?? [], carryOut: (client) => carryOut(action, client) })
      clear()
    },
  })
  const labels: Record<Action, string> = {
    suspend: t`Suspend ${plural(count, { one: '# API client', other: '# API clients' })}`,
    resume: t`Resume ${plural(count, { one: '# API client', other: '# API clients' })}`,
    delete: t`Delete ${plural(count, { one: '# API client', other: '# API clients' })}`,
  }
  return (
    <>
      <DownloadButton isSmall file={() => withClients(saveClients)}>
        <Trans>Export</Trans>
      </DownloadButton>
      <ActionsMenu
        actions={[
          [
            { label: t`Suspend`, run: ask('suspend') },
            { label: t`Resume`, run: ask('resume') },
          ],
          [{ label: t`Delete`, isFinal: true, run: ask('delete') }],
        ]}
      />
      <ConfirmDialog
        {...dialogOf('suspend')}
        title={t`Suspend ${plural(count, { one: '# API client', other: '# API clients' })}?`}
        confirmLabel={t`Suspend`}
        isDangerous
      >
        <Trans>
          They get no new tokens, and every token that they have is refused from now on, so the programs that use them
          stop working. Once you resume them, their secrets and the tokens that have not expired work again.
        </Trans>
      </ConfirmDialog>
      <ConfirmDialog
        {...dialogOf('resume')}
        title={t`Resume ${plural(count, { one: '# API client', other: '# API clients' })}?`}
        confirmLabel={t`Resume`}
      >
        <Trans>
          They get new tokens again, as long as their secrets have not expired. Tokens that were issued before they were
          suspended work again, too, until they expire.
        </Trans>
      </ConfirmDialog>
      <ConfirmDialog
        {...dialogOf('delete')}
        title={t`Delete ${plural(count, { one: '# API client', other: '# API clients' })}?`}
        confirmLabel={t`Delete`}
        isDangerous
        typedName={String(count)}
      >
        <Trans>
          Their client IDs, secrets and tokens end for good. This cannot be undone. Those that are not suspended stay as
          they are, and are listed in the report.
        </Trans>
      </ConfirmDialog>
    </>
  )
}

function carryOut(action: Action, { key }: ApiClientSummary): Promise<unknown> {
  const params = { path: { key } }
  if (action === 'delete') return completed(managementApi.DELETE('/api-clients/{key}', { params }))
  return completed(managementApi.POST(`/api-clients/{key}/${action}`, { params }))
}

const saveClients = (clients: readonly ApiClientSummary[]): void =>
  saveCsv('api-clients.csv', [
    columnNames('apiClients'),
    ...clients.map(({ key, clientId, name, description, status, secretExpiresAt, lastUsedAt, createdAt }) => [
      key,
      clientId,
      name,
      description ?? '',
      status,
      secretExpiresAt,
      lastUsedAt ?? '',
      createdAt,
    ]),
  ])
