import { Anchor, Skeleton, Stack, Text, Textarea } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { managementApi } from '../../api/apis.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { notifyOfSuccess } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { Panel } from '../../components/page/panel.tsx'
import { SettingsPage } from '../../components/page/settings-page.tsx'
import { originLines, wrongOrigins } from './origin-lines.ts'
import { browserOriginsQuery, invalidateBrowserOrigins } from './queries.ts'

/** Whose pages may call the APIs with a token. */
export default function BrowserProgramsPage() {
  const { data, error, refetch } = useQuery(browserOriginsQuery)
  return (
    <SettingsPage
      title="Browser programs"
      description="Programs that run in a browser may call the APIs only from the origins that are named here, and only with an access token."
    >
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : data ? (
        <Stack gap="md">
          <OriginsForm loaded={data} />
          <TokenPanel />
        </Stack>
      ) : (
        <Skeleton h={240} role="status" aria-label="Loading" />
      )}
    </SettingsPage>
  )
}

interface Origins {
  origins: string[]
}

const valuesOf = ({ origins }: Origins) => ({ origins: origins.join('\n') })
/** Each once, as the server keeps them */
const requestOf = (values: { origins: string }): Origins => ({
  origins: [...new Set(originLines(values.origins).map(({ origin }) => origin))],
})

function OriginsForm({ loaded }: { loaded: Origins }) {
  const form = useEditForm({
    loaded,
    valuesOf,
    requestOf,
    labels: { origins: 'Allowed origins' },
    check: (values) => wrongOrigins(values.origins),
    read: () => answer(managementApi.GET('/browser-origins')),
    send: ({ body, header }) => completed(managementApi.PUT('/browser-origins', { params: { header }, body })),
    async saved(values) {
      form.reset(valuesOf(requestOf(values)))
      notifyOfSuccess('The allowed origins are saved')
      await invalidateBrowserOrigins()
    },
  })
  return (
    <Panel title="Allowed origins">
      <FormFrame form={form} submitLabel="Save">
        <Textarea
          label="One origin a line"
          description="Such as https://app.example.com: where the page of the program is loaded from. The portal itself needs none, nor does a program on a server."
          autosize
          minRows={4}
          spellCheck={false}
          maw={560}
          {...form.text('origins')}
        />
      </FormFrame>
    </Panel>
  )
}

const TokenPanel = () => (
  <Panel title="Where the token comes from">
    <Text size="sm" maw={640}>
      From a server of yours, which holds the client ID and the secret of an{' '}
      <Anchor component={Link} to="/api-clients" inherit underline="always">
        API client
      </Anchor>
      , gets an access token with them, and gives only the token to the page of a user whom it has recognized. Never put
      the secret into the page: everybody who opens it can read it.
    </Text>
    <Text size="sm" maw={640}>
      Whoever has the token can do what the API client may, for up to 12 hours. Give that client as few permissions as
      the page needs. The page sends it as <code>{'Authorization: Bearer <token>'}</code>.
    </Text>
  </Panel>
)
