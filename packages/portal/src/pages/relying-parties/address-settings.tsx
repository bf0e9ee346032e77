import { useLingui } from '@lingui/react/macro'
import { Stack, Textarea, TextInput } from '@mantine/core'
import type { Form } from '../../components/forms/use-form.ts'
import { Panel } from '../../components/page/panel.tsx'
import type { SettingsValues } from './settings-values.ts'

/** Where browsers go, and where its server is told that a session has ended. */
export const AddressSettings = ({ form }: { form: Form<SettingsValues> }) => {
  const { t } = useLingui()
  return (
    <Panel
      title={t`URLs`}
      description={t`URLs must match exactly, without wildcards. Only the port of a loopback address of a native application may differ.`}
    >
      <Stack gap="md" maw={560}>
        <Textarea
          label={t`Redirect URLs, one per line`}
          description={t`Where browsers go after the sign-in`}
          autosize
          minRows={2}
          spellCheck={false}
          {...form.text('redirectUris')}
        />
        <Textarea
          label={t`Sign-out URLs, one per line`}
          description={t`Optional. Where browsers go after the user has signed out here.`}
          autosize
          minRows={2}
          spellCheck={false}
          {...form.text('postLogoutRedirectUris')}
        />
        <TextInput
          label={t`Back-channel logout URL`}
          description={t`Optional. The https URL at which the application’s server is told that a session has ended.`}
          inputMode="url"
          {...form.text('backChannelLogoutUri')}
        />
      </Stack>
    </Panel>
  )
}
