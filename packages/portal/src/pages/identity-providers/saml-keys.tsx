import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Group, Stack, Text } from '@mantine/core'
import { answer } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { managementApi } from '../../api/apis.ts'
import { ConfirmDialog } from '../../components/dialogs/confirm-dialog.tsx'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { Section } from '../../components/page/section.tsx'
import { FactList } from '../../components/values/fact-list.tsx'
import { formatDay } from '../../components/values/format-time.ts'
import { invalidateProviders, samlKeysQuery } from './queries.ts'

const names = { current: msg`Current`, next: msg`New`, former: msg`Former` }

const steps = {
  begin: {
    label: msg`Replace key`,
    title: msg`Publish the new key?`,
    text: msg`The metadata will contain the certificates of both keys. The current key is used until you switch.`,
    done: msg`New key published`,
  },
  switch: {
    label: msg`Switch to new key`,
    title: msg`Switch to the new key?`,
    text: msg`Requests are signed with the new key. A SAML provider that does not know its certificate yet will refuse sign-ins.`,
    done: msg`New key in use`,
  },
  cancel: {
    label: msg`Delete new key`,
    title: msg`Delete the new key?`,
    text: msg`The key is removed from the metadata. The current key stays in use.`,
    done: msg`New key deleted`,
  },
  end: {
    label: msg`Delete former key`,
    title: msg`Delete the former key?`,
    text: msg`Messages that a provider still encrypts with this key can no longer be read.`,
    done: msg`Former key deleted`,
  },
} as const
type Step = keyof typeof steps

/** The keys with which the organization signs its requests to all SAML providers, and how they are replaced. */
export function SamlKeys() {
  const { t, i18n } = useLingui()
  const { data, error, refetch } = useQuery(samlKeysQuery)
  const [step, setStep] = useState<Step>('begin')
  const [isAsking, setAsking] = useState(false)
  const keys = data?.keys ?? []
  const has = (use: keyof typeof names): boolean => keys.some((key) => key.use === use)
  const possible: Step[] = has('next') ? ['switch', 'cancel'] : has('former') ? ['end'] : ['begin']
  const ending = keys.find(({ use, certificate }) => use === 'current' && certificate.state !== 'valid')
  return (
    <Section
      title={t`Signing key`}
      description={t`Used to sign requests to all SAML providers of the organization, and by them to encrypt.`}
    >
      <Stack gap="sm">
        {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
        {ending && (
          <Notice tone="warning" title={t`The certificate expires soon or has expired`}>
            <Trans>Replace the key before providers refuse it.</Trans>
          </Notice>
        )}
        {has('next') && (
          <Notice tone="info" title={t`A new key is published`}>
            <Trans>
              Let all SAML providers read the metadata again, or enter the new certificate there. Then switch.
            </Trans>
          </Notice>
        )}
        {data && keys.length === 0 && (
          <Text size="sm">
            <Trans>The key is created when it is first needed.</Trans>
          </Text>
        )}
        {keys.length > 0 && (
          <FactList
            facts={keys.map(({ use, certificate }) => ({
              name: i18n._(names[use]),
              value: t`Valid until ${formatDay(certificate.validTo)}`,
              copied: certificate.fingerprint,
            }))}
          />
        )}
        {keys.length > 0 && (
          <Group gap="xs">
            {possible.map((each) => (
              <Button
                key={each}
                variant="default"
                onClick={() => {
                  setStep(each)
                  setAsking(true)
                }}
              >
                {i18n._(steps[each].label)}
              </Button>
            ))}
          </Group>
        )}
      </Stack>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={i18n._(steps[step].title)}
        confirmLabel={i18n._(steps[step].label)}
        onConfirm={async () => {
          await answer(managementApi.POST('/saml-keys/rotation', { body: { step } }))
          await invalidateProviders()
          notifyOfSuccess(i18n._(steps[step].done))
        }}
      >
        <Text size="sm">{i18n._(steps[step].text)}</Text>
      </ConfirmDialog>
    </Section>
  )
}
