// Stands in for curl where the machine has none: the options that the README and the first start use, through fetch.

const headers = new Headers()
const data = []
let url

const words = process.argv.slice(2).values()
for (const word of words) {
  if (word === '-s') continue
  if (word === '-d') data.push(words.next().value)
  else if (word === '-H') {
    const [, name, value] = /^([^:]+): *(.*)$/.exec(words.next().value) ?? []
    headers.append(name, value)
  } else if (word.startsWith('-') || url) refuse(word)
  else url = word
}

// As curl does: several -d are one form, sent by POST.
const form = { method: 'POST', body: data.join('&') }
if (data.length > 0) headers.set('content-type', 'application/x-www-form-urlencoded')
const response = await fetch(url, { headers, ...(data.length > 0 ? form : {}) })
process.stdout.write(Buffer.from(await response.arrayBuffer()))

function refuse(word) {
  console.error(`this curl does not know ${word}`)
  process.exit(2)
}
