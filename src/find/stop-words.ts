/**
 * English words that tell one story from another too seldom to be looked for: articles, pronouns, the commonest verbs,
 * and what apostrophes leave behind (don't → don, t). A query made of nothing else is searched as it stands.
 */
const WORDS = `
a an the this that these those such same other others another each every either neither both all any some few more most much many
enough one ones two s t d m ll re ve don didn doesn isn wasn weren aren hasn haven hadn won wouldn couldn shouldn can cannot could
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its
itself they them their theirs themselves who whom whose which what whatever someone somebody something anyone anybody anything
everyone everybody everything nobody nothing none
am is are was were be been being have has had having do does did doing done will would shall should may might must let lets
and or but nor so if then than because since while when whenever where why how though although until till unless whether
of in on at by for with within without to from into onto upon up down out off over under again further about above below between
through during before after against along among around as away back behind beside near next toward towards
not no yes only own too very just even ever never always almost also already yet still quite rather really perhaps maybe soon often
sometimes once now here there anyway instead together well else like near
become becomes became came come comes get gets getting got gotten give gives given gave go goes going gone went keep keeps kept
make makes made making put say says said see sees saw seen seem seems seemed take takes took taken tell tells told try tries tried
turn turns turned want wants wanted know knows knew known right way thing things somehow story fic
`

export const STOP_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/))
