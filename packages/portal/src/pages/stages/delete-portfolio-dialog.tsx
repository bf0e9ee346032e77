import { Trans, useLingui } from '@lingui/react/macro'
import { Text } from '@mantine/core'
import { completed, type Portfolio } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { invalidatePortfolios } from '../../api/queries.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'

interface DeletePortfolioDialogProps {
  /** Undefined: the dialog is closed */
  portfolio: Portfolio | undefined
  onClose(): void
}

/** Deletes an empty portfolio. The server refuses while it has assets or somebody holds a role for it. */
export function DeletePortfolioDialog({ portfolio, onClose }: DeletePortfolioDialogProps) {
  const { t } = useLingui()
  const name = bidiIsolate(portfolio?.name ?? '')
  return (
    <ConfirmDialog
      isOpen={portfolio !== undefined}
      onClose={onClose}
      title={t`Delete the portfolio ${name}?`}
      confirmLabel={t`Delete`}
      isDangerous
      onConfirm={async () => {
        const path = { portfolioKey: portfolio?.key ?? '' }
        await completed(managementApi.DELETE('/portfolios/{portfolioKey}', { params: { path } }))
        await invalidatePortfolios()
        notifyOfSuccess(t`Portfolio ${name} deleted`)
      }}
    >
      <Text size="sm">
        <Trans>
          It has no stages. It can be deleted if it has no assets either and nobody holds an organization role for it.
        </Trans>
      </Text>
    </ConfirmDialog>
  )
}
