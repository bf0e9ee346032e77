/** What people, and attackers, give as names. */
export const awkwardNames = {
  script: '<script>document.title = "owned"</script>',
  quotes: `"'><img src=x onerror=alert(1)>`,
  rightToLeft: 'مدير المشروع',
  emoji: '👩🏽‍🚀 Zoë 🇩🇪',
  longest: 'W'.repeat(256),
}
