import { Trans, useLingui } from '@lingui/react/macro'
import { Radio, Select, Stack, Text } from '@mantine/core'
import { answer } from '@portico/sdk'
import { managementApi } from '../../api/apis.ts'
import { missingOfAllControlling } from '../../api/missing-to-give.ts'
import { useSession } from '../../api/session.ts'
import { FormDialog } from '../../components/dialogs/form-dialog.tsx'
import { Notice } from '../../components/feedback/notice.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useForm } from '../../components/forms/use-form.ts'
import { namesOfMissing } from '../../components/permissions/names-of-missing.ts'
import { formatExactTime } from '../../components/values/format-time.ts'
import { invalidateSigningKeys, type SigningKey } from './queries.ts'

interface RotateKeysDialogProps {
  keys: SigningKey[]
  isOpen: boolean
  onClose(): void
}

export function RotateKeysDialog({ isOpen, ...content }: RotateKeysDialogProps) {
  const { t } = useLingui()
  return (
    <FormDialog isOpen={isOpen} onClose={content.onClose} title={t`Rotate the signing keys`}>
      <RotateForm {...content} />
    </FormDialog>
  )
}

type Mode = 'planned' | 'immediate'
const algorithms = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const

function RotateForm({ keys, onClose }: Omit<RotateKeysDialogProps, 'isOpen'>) {
  const { t } = useLingui()
  const missing = missingOfAllControlling(useSession().permissions)
  const present = keys.find(({ state, signsAccessTokens }) => state === 'active' && signsAccessTokens)
  const waiting = keys.find(({ state, signsAccessTokens }) => state === 'next' && signsAccessTokens)
  const form = useForm<{ mode: Mode; algorithm: SigningKey['algorithm'] }>({
    initial: { mode: 'planned', algorithm: present?.algorithm ?? 'ES256' },
    check: () => ({}),
    async save(body) {
      const { activatesAt } = await answer(managementApi.POST('/signing-keys/rotation', { body }))
      await invalidateSigningKeys()
      const from = formatExactTime(activatesAt)
      notifyOfSuccess(body.mode === 'immediate' ? t`The new key signs now` : t`The new key starts signing on ${from}`)
      onClose()
    },
  })
  const isImmediate = form.values.mode === 'immediate'
  const mayNot = isImmediate && missing.length > 0
  const lacking = namesOfMissing(missing)
  return (
    <FormFrame
      form={form}
      submitLabel={isImmediate ? t`Rotate now` : t`Rotate`}
      onCancel={onClose}
      isDangerous={isImmediate}
    >
      <Radio.Group
        label={t`When the new key signs`}
        {...form.field('mode')}
        onChange={(value) => form.set('mode', value as Mode)}
      >
        <Stack gap={10} mt="xs">
          <Radio
            value="planned"
            label={t`In 11 minutes`}
            description={t`By then every program has read the new key. The former keys verify for 13 hours more, longer than any token lives. Nothing is refused.`}
          />
          <Radio
            value="immediate"
            label={t`Now, because a key has leaked`}
            description={t`The former keys stop verifying. Every access token that exists is refused, and programs must request new ones. Programs that keep the key set refuse new tokens until they read it again. Sessions in the portal stay.`}
          />
        </Stack>
      </Radio.Group>
      <Select
        label={t`Algorithm for access tokens`}
        description={t`Before PS256 or EdDSA, check that every program that verifies tokens supports it.`}
        data={[...algorithms]}
        allowDeselect={false}
        maw={260}
        {...form.field('algorithm')}
        onChange={(value) => value && form.set('algorithm', value as SigningKey['algorithm'])}
      />
      {waiting && !isImmediate && (
        <Notice tone="warning" title={t`The next key is published already`}>
          <Text size="sm">
            <Trans>It signs from {formatExactTime(waiting.activatesAt)} on. Rotate again after that.</Trans>
          </Text>
        </Notice>
      )}
      {mayNot && (
        <Notice tone="warning" title={t`You may not rotate the keys immediately`}>
          <Text size="sm">
            <Trans>
              It takes every permission that controls access, for the whole organization. You lack {lacking}.
            </Trans>
          </Text>
        </Notice>
      )}
    </FormFrame>
  )
}
