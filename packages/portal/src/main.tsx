import './app/style-nonce.ts'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './app/portal.css'
import './app/modes.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { onProblem } from './api/problem.ts'
import { queryClient } from './api/query-client.ts'
import { sendLanguage } from './api/send-request.ts'
import { stateQuery } from './api/state-query.ts'
import { router } from './app/router.tsx'
import { styleNonce } from './app/style-nonce.ts'
import { cssVariables, theme } from './app/theme.ts'
import { loadProblemWords } from './components/feedback/words-of-problem.ts'
import { currentLanguage } from './components/language/language.ts'
import { loadLanguage } from './components/language/page-language.ts'

const Portal = () => (
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      cssVariablesResolver={cssVariables}
      getStyleNonce={() => styleNonce}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>
)

/** Milliseconds that the first page waits for the organization's color */
const longestWait = 800

const root = document.getElementById('root')
if (!root) throw new Error('the document has no #root')

// The browser restored the page from its cache. Another user may be signed in by now.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload()
})

sendLanguage(currentLanguage)
onProblem(loadProblemWords)

// So that the pages begin in the organization's color, where the server says it soon. The document has it, as a rule.
const colorKnown = Promise.race([
  queryClient.ensureQueryData(stateQuery).catch(() => undefined),
  new Promise((late) => setTimeout(late, longestWait)),
])
// Not awaited here: what a module waits for at its top makes the build split what others share with it. Until the first page
// is there, the document shows the outline of one.
Promise.all([router.load(), loadLanguage(currentLanguage()), colorKnown]).then(() =>
  createRoot(root).render(<Portal />),
)
