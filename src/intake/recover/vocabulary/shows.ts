/** Shows and books that are fandoms of their own: "Series: Gundam Wing" in a header names one of them and no series of stories. */

const SHOWS = new Set(
  "gundam wing|gundam seed|gundam 00|sailor moon|bishoujo senshi sailor moon|weiss kreuz|weiß kreuz|fushigi yuugi|ranma 1/2|tenchi muyo|neon genesis evangelion|evangelion|cowboy bebop|trigun|slayers|slam dunk|saiyuki|gensomaden saiyuki|yu yu hakusho|yuu yuu hakusho|rurouni kenshin|digimon|digimon adventure|pokemon|pokémon|dragon ball|dragon ball z|dragonball z|card captor sakura|cardcaptor sakura|escaflowne|vision of escaflowne|inuyasha|naruto|bleach|one piece|death note|fullmetal alchemist|hikaru no go|prince of tennis|tenipuri|fruits basket|yami no matsuei|gravitation|ouran high school host club|code geass|hetalia|axis powers hetalia|yu-gi-oh|yu-gi-oh!|yuugiou|d.gray-man|katekyo hitman reborn|katekyo hitman reborn!|reborn|durarara|durarara!!|kuroko no basuke|kuroko no basket|haikyuu|haikyuu!!|free!|attack on titan|shingeki no kyojin|my hero academia|boku no hero academia|final fantasy vii|final fantasy viii|final fantasy x|kingdom hearts|harry potter|doctor who|torchwood|blake's 7|star trek|star trek: voyager|star trek: the next generation|star trek: deep space nine|babylon 5|the x-files|x-files|highlander|the sentinel|due south|buffy the vampire slayer|angel|smallville|stargate sg-1|stargate atlantis|stargate: atlantis|supernatural|merlin|sherlock|farscape|firefly|battlestar galactica|xena|xena: warrior princess|hercules|starsky and hutch|the professionals|the man from u.n.c.l.e.|quantum leap|forever knight|the magnificent seven|csi|house|house m.d.|ncis|criminal minds|teen wolf|glee|hornblower|sharpe|narnia|the chronicles of narnia|discworld|vorkosigan saga|valdemar|dragonriders of pern|wheel of time|wiseguy|miami vice|alias smith and jones".split(
    '|',
  ),
)

/** Whether this is the name of one of them and nothing else. */
export function isShow(name: string): boolean {
  return SHOWS.has(name.trim().toLowerCase().replace(/[’‘]/g, "'").replace(/[.]$/, ''))
}
