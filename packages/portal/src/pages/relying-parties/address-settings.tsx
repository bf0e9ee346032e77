import { Stack, Textarea, TextInput } from '@mantine/core'
import type { Form } from '../../components/forms/use-form.ts'
import { Panel } from '../../components/page/panel.tsx'
import type { SettingsValues } from './settings-values.ts'

/** Where browsers go, and where its server is told that a session has ended. */
export const AddressSettings = ({ form }: { form: Form<SettingsValues> }) => (
  <Panel
    title="Addresses"
    description="Each is compared as it is: no wildcards. Only the port of a loopback address of a native application may differ."
  >
    <Stack gap="md" maw={560}>
      <Textarea
        label="Redirect addresses, one a line"
        description="Where browsers go after a sign-in"
        autosize
        minRows={2}
        spellCheck={false}
        {...form.text('redirectUris')}
      />
      <Textarea
        label="Addresses after a sign-out, one a line"
        description="Optional: where browsers go once the user has signed out here"
        autosize
        minRows={2}
        spellCheck={false}
        {...form.text('postLogoutRedirectUris')}
      />
      <TextInput
        label="Back-channel logout"
        description="Optional: the https address at which the server of the application is told that a session has ended"
        inputMode="url"
        {...form.text('backChannelLogoutUri')}
      />
    </Stack>
  </Panel>
)
