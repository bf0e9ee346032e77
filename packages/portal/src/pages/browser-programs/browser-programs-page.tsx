import { Trans, useLingui } from '@lingui/react/macro'
import { Anchor, Skeleton, Stack, Text, Textarea } from '@mantine/core'
import { answer, completed } from '@portico/sdk'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { managementApi } from '../../api/apis.ts'
import { ErrorPanel } from '../../components/feedback/error-panel.tsx'
import { notifyOfSaved } from '../../components/feedback/notify.ts'
import { FormFrame } from '../../components/forms/form-frame.tsx'
import { useEditForm } from '../../components/forms/use-edit-form.ts'
import { Panel } from '../../components/page/panel.tsx'
import { SettingsPage } from '../../components/page/settings-page.tsx'
import { originLines, wrongOrigins } from './origin-lines.ts'
import { browserOriginsQuery, invalidateBrowserOrigins } from './queries.ts'

/** Whose pages may call the APIs with a token. */
export default function BrowserProgramsPage() {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(browserOriginsQuery)
  return (
    <SettingsPage
      title={t`Browser programs`}
      description={t`Programs that run in a browser may call the APIs only from the origins listed here, and only with an access token.`}
    >
      {error ? (
        <ErrorPanel error={error} onRetry={() => refetch()} />
      ) : data ? (
        <Stack gap="md">
          <OriginsForm loaded={data} />
          <TokenPanel />
        </Stack>
      ) : (
        <Skeleton h={240} role="status" aria-label={t`Loading`} />
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
  const { t } = useLingui()
  const form = useEditForm({
    loaded,
    valuesOf,
    requestOf,
    labels: { origins: t`Allowed origins` },
    check: (values) => wrongOrigins(values.origins),
    read: () => answer(managementApi.GET('/browser-origins')),
    send: ({ body, header }) => completed(managementApi.PUT('/browser-origins', { params: { header }, body })),
    async saved(values, isChanged) {
      form.reset(valuesOf(requestOf(values)))
      notifyOfSaved(isChanged, t`Allowed origins saved`)
      await invalidateBrowserOrigins()
    },
  })
  return (
    <Panel title={t`Allowed origins`}>
      <FormFrame form={form} submitLabel={t`Save`}>
        <Textarea
          label={t`Origins, one per line`}
          description={t`Where the program’s page is loaded from, for example https://app.example.com. The portal and programs on a server need no entry.`}
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

const TokenPanel = () => {
  const { t } = useLingui()
  return (
    <Panel title={t`Getting a token`}>
      <Text size="sm" maw={640}>
        <Trans>
          Your server holds the client ID and the secret of an{' '}
          <Anchor component={Link} to="/api-clients" inherit underline="always">
            API client
          </Anchor>
          . It gets an access token with them and gives only the token to the page of a signed-in user. Never put the
          secret into the page: everybody who opens the page can read it.
        </Trans>
      </Text>
      <Text size="sm" maw={640}>
        <Trans>
          Anyone who has the token can do what the API client may do, for up to 12 hours. Grant that client as few
          permissions as the page needs. The page sends the token as <code>Authorization: Bearer &lt;token&gt;</code>.
        </Trans>
      </Text>
    </Panel>
  )
}
