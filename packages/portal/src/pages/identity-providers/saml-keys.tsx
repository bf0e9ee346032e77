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
import { invalidateProviders, samlKeysQuery } from './queries.ts'

const names = { current: 'Current', next: 'Next', former: 'Former' }

const steps = {
  begin: {
    label: 'Replace the key',
    title: 'Publish a next key?',
    text: 'The metadata will have the certificates of both keys. The current one goes on signing until you switch.',
    done: 'The next key is published',
  },
  switch: {
    label: 'Switch to the next key',
    title: 'Switch to the next key?',
    text: 'From now on it signs. A SAML provider that does not know its certificate yet refuses sign-ins.',
    done: 'The next key signs now',
  },
  cancel: {
    label: 'Give up the next key',
    title: 'Give up the next key?',
    text: 'It leaves the metadata, and the current one stays.',
    done: 'The next key is deleted',
  },
  end: {
    label: 'End the former key',
    title: 'End the former key?',
    text: 'What a provider still encrypts for it cannot be read any more.',
    done: 'The former key is deleted',
  },
} as const
type Step = keyof typeof steps

/** The keys with which the organization signs its requests to all SAML providers, and how they are replaced. */
export function SamlKeys() {
  const { data, error, refetch } = useQuery(samlKeysQuery)
  const [step, setStep] = useState<Step>('begin')
  const [isAsking, setAsking] = useState(false)
  const keys = data?.keys ?? []
  const has = (use: keyof typeof names): boolean => keys.some((key) => key.use === use)
  const possible: Step[] = has('next') ? ['switch', 'cancel'] : has('former') ? ['end'] : ['begin']
  const ending = keys.find(({ use, certificate }) => use === 'current' && certificate.state !== 'valid')
  return (
    <Section
      title="Portico’s own key"
      description="Signs requests, and providers encrypt for it. All SAML providers of the organization use the same one."
    >
      <Stack gap="sm">
        {error && <ErrorPanel error={error} onRetry={() => refetch()} />}
        {ending && (
          <Notice tone="warning" title="Its certificate ends soon, or has ended">
            Replace the key, so that no provider refuses it.
          </Notice>
        )}
        {has('next') && (
          <Notice tone="info" title="A next key is published">
            Have every SAML provider read the metadata again, or enter the new certificate there. Then switch.
          </Notice>
        )}
        {data && keys.length === 0 && <Text size="sm">It is made when it is first needed.</Text>}
        {keys.length > 0 && (
          <FactList
            facts={keys.map(({ use, certificate }) => ({
              name: names[use],
              value: `Valid until ${certificate.validTo.slice(0, 10)}`,
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
                {steps[each].label}
              </Button>
            ))}
          </Group>
        )}
      </Stack>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={steps[step].title}
        confirmLabel={steps[step].label}
        onConfirm={async () => {
          await answer(managementApi.POST('/saml-keys/rotation', { body: { step } }))
          await invalidateProviders()
          notifyOfSuccess(steps[step].done)
        }}
      >
        <Text size="sm">{steps[step].text}</Text>
      </ConfirmDialog>
    </Section>
  )
}
