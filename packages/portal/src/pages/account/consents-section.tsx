import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { portalApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { Section } from '../../components/page/section.tsx'
import { scopeTexts } from '../../components/sign-in/scope-texts.ts'
import { bidiIsolate } from '../../components/values/bidi-isolate.ts'
import { TimeAgo } from '../../components/values/time-ago.tsx'
import { AccountItem, AccountList } from './account-list.tsx'
import { consentsQuery, type GivenConsent, invalidateAccount } from './queries.ts'

/** What the person has allowed applications. Nothing is shown where there is none. */
export function ConsentsSection() {
  const { t, i18n } = useLingui()
  const { data, error, refetch } = useQuery(consentsQuery)
  const [withdrawn, setWithdrawn] = useState<GivenConsent>()
  if (!error && !data?.length) return null
  const name = bidiIsolate(withdrawn?.name ?? '')
  const inWords = (scopes: readonly string[]): string =>
    scopes
      .flatMap((scope) => (scope === 'openid' ? [] : scopeTexts[scope] ? i18n._(scopeTexts[scope]) : scope))
      .join(', ')
  return (
    <Section
      title={t`Allowed applications`}
      description={t`Applications that may read your data, because you have consented. Revoke the consent to end that.`}
    >
      {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
      <AccountList label={t`Allowed applications`}>
        {data?.map((one) => (
          <AccountItem
            key={one.key}
            name={one.name}
            lines={[
              inWords(one.scopes),
              <Trans key="given">
                Allowed <TimeAgo time={one.givenAt} />
              </Trans>,
            ]}
            actionLabel={t`Revoke the consent for ${one.name}`}
            action={<Trans>Revoke</Trans>}
            onAction={() => setWithdrawn(one)}
          />
        ))}
      </AccountList>
      <ConfirmDialog
        isOpen={withdrawn !== undefined}
        onClose={() => setWithdrawn(undefined)}
        title={t`Revoke the consent?`}
        confirmLabel={t`Revoke`}
        isDangerous
        onConfirm={async () => {
          await portalApi.delete(`/account/consents/${withdrawn?.key}`)
          await invalidateAccount()
          notifyOfSuccess(t`The consent was revoked.`)
        }}
      >
        <Trans>{name} loses its access to your data, and asks you again when you next sign in there.</Trans>
      </ConfirmDialog>
    </Section>
  )
}
