const loopbackHosts = ['localhost', '127.0.0.1', '[::1]']

/** Whether it leads by http to the machine of whoever follows it. Nothing listens in between, so https is not needed there. */
export const isLoopbackUrl = (url: URL | null | undefined): boolean =>
  url?.protocol === 'http:' && loopbackHosts.includes(url.hostname)
