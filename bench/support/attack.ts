import { browserAt, sleep } from './sign-ins.ts'

// Strangers who try passwords: a process of its own that `bench/sign-in.ts` starts, with the server's URL and the addresses.

const [url = '', ...addresses] = process.argv.slice(2)
const connectionsOfAddress = 16
const answers: Record<string, number> = {}
process.on('SIGTERM', () => {
  console.log(JSON.stringify(answers))
  process.exit()
})

async function attack(address: string, connection: number): Promise<never> {
  const browser = browserAt(address, url)
  const path = await browser.begin()
  for (let n = 0; ; n++) {
    const email = `victim-${address}-${connection}-${n}@example.com`
    const { status } = await browser.send('POST', path, { email, password: 'Wrong-Harbour-7-Lanterns' })
    answers[status] = (answers[status] ?? 0) + 1
    if (status === 503) await sleep(100)
    if (status === 429) await sleep(1_000)
  }
}

console.log('begun')
await Promise.all(
  addresses.flatMap((address) => Array.from({ length: connectionsOfAddress }, (_, n) => attack(address, n))),
)
