/**
 * The words of the six-word phrase by which somebody can come back (H13): our own list, 1,296 short English words (6^4, so that they
 * can be drawn with dice as well). None is a name, a relative, a weapon, an injury or a word of courts and faith; each is
 * known by its first four letters, no two differ by one letter alone, and none begins another.
 * Six of them are 62 bits: at five guesses an hour nobody guesses one in the thirty days that it lives.
 */
export const RETURN_WORDS: readonly string[] = `
abacus abroad academy accent acorn acre acrobat action actor adapt adjust admire advance adverb advice aerial afford
afloat agenda agile airline airport airship album alcove algebra alley almond alpaca alphabet alpine amount ample
anchor angle animal aniseed annual answer antique antler anvil apex apply apricot apron aquarium arch arctic arena
armchair aroma array artful artist artwork ascend aspen asphalt assemble assist athlete atlas atom auburn audio author
avenue avocado awake award awning axle azure backdrop bacon badge bagel baggage baker balance balcony ballad balsa
bamboo banana banjo banner barbecue bargain barista barley barn barrel baseline basic basket bassoon batch bathtub
beach beam beanbag bedding beehive beetle beige belfry bellow berry berth beverage bicycle bingo biology birch birdie
birthday blanket blazer blend bloom blossom blouse bluebell blush board bobbin body bonnet book booth border borrow
botany boulder bounce bouquet bowl bracket bramble branch brass bread brew brick bridge bright bring broccoli bronze
brown bubble buckle budget buffet bugle bulb bulge bulletin bumper bunch bundle bungalow bushel busy button buzz
cabbage cabin cable cafe calcium calendar calf camel campus canal candle canoe canvas canyon capital capsule caramel
carbon cardigan career cargo caribou carnival carpet carrot cartoon carve cascade cash casual catalog cavern cedar
ceiling celery cello cement census centre ceramic cereal chair chalk champion channel chapter cheddar cheese chemist
cherry chestnut chevron chew chicken chiffon chimney chipmunk chop chorus chutney cinema cinnamon circle citizen
citrus civic clap clarinet classic clever click climb clipper cloth club cluster coach coaster cobalt cobbler cobweb
cocoa coin collar column comb comet comfort comic concert condor confetti cool cope copper copybook cordial corner
corridor cotton cover cowboy coyote crab cracker cradle craft crane crater crawl cream creek crescent cricket crimson
crisp crocus crowd crumb cube cucumber cupboard cupcake curious curlew cursor cushion custard cutlery cyan cycle
cymbal cypress daffodil dahlia daily damson dance dapple dart data daylight daytime dazzle decimal deck decorate
degree delta denim detail develop dewdrop diagram dial diamond diary dice diesel diet digital dimple dinghy dinner
dinosaur diploma disc display distant diver dogwood dolphin domino doodle doorway dormouse dough dove downhill dozen
drama draw dreamer dress drift drink drive drizzle dropper drum duckling dune durable dustpan duvet dynamo eagle earth
easel east echo eclair eclipse edge edit eggshell elastic elegant element elephant eleven email ember emerald encore
energy engine enjoy envelope episode estate estuary even example exercise exhibit explore express face falafel falcon
farm fauna feather feed felt fence fennel fern festival fibre fiddle field fiesta fifty file fillet filter finch
finger finish firefly fish fitness flag flamingo flannel flapjack flask flavour fleet flexible flicker flint floor
florin flow fluffy flutter flywheel foam focus foggy folder foliage folk forest forklift formal fortune forum fossil
fountain foxglove fragment frame fresh friday friend fringe frisbee frog front frosting fudge furrow gadget galaxy
gallop garage garden garlic garment gateway gather gauge gazebo gecko genial gentle genuine geology geranium geyser
gherkin gift giggle gill gingham giraffe glacier glad glance glass gleam glimmer glitter globe glossy glucose glue
goblet golden golf gondola goose gosling gourd gown gracious grade grammar granite graph gravel great green grocer
groove grotto group guava guest guitar gully gumdrop gurgle gypsum habit hail halfway halibut halo hamlet hammock
hamper hamster hand hangar happy hardy harp harvest hawthorn haystack haze headband heap hedgehog helix helper herald
heritage heron herring hexagon hibiscus hiker hilltop hinge history hobby hockey hoist holiday hollow home honey
hopeful horizon horn horse hotplate hourly huddle humid hummus humour hundred hyacinth hybrid iceberg icicle icon
image imitate impala import include index indigo indoor initial inkwell inland inlet innings input insect inspire
instant isobar ivory jacket jaguar january javelin jazz jeans jelly jest jetty jewel jigsaw jingle jodhpur jogger joke
jolt jotter journal joyful jubilee jumbo jump junction junior kangaroo kayak kelp kerchief kernel kestrel kettle
keyboard keynote keyring khaki kilo kiosk kitchen kiwi knapsack knit label lacquer ladder ladle lagoon lake lamb
landing language lantern lanyard laptop large lark lasagne latitude lattice laugh launch lava lavender lawn layer leaf
league leapfrog ledger leisure lemon lens lentil leopard lesson library lichen lifeboat lilac lime limit linen
linguist link lion list litre lively lizard llama local lofty logic lollipop loop lorry lotion lounge lozenge lucky
luggage lukewarm lullaby lumber luminous lunar lunchbox lupin lustre lute lynx lyric macaroni machine magazine magenta
magic magnet magpie mahogany mailbox mainland maize majesty mallard mammal manage mandarin mango mantel maple marathon
marble margin marker maroon marquee marsh marvel mascot masonry maypole meadow meander medal melon memo menu mermaid
mesh metro midday midnight mild mileage mimosa mineral minibus minnow minute mirage mirror mitten mixture mobile
modern moisture molecule moment monday month monument moonbeam moorland morning morsel mosaic motto movement movie
muffin mulberry multiply mural museum mushroom mutual nacho nametag napkin narwhal nation natural nautical nebula
nectar network newt nibble nicely nickel nightcap nomad north notebook notice nougat nourish novel nozzle nugget
nursery nutmeg nylon oasis oatcake oatmeal object oblong oboe ocean octagon october office oilskin omelette omnibus
opening opera optic opus oratory orbit orchid oregano organ ornament osprey ostrich outdoor outfit outing outline oval
overcoat oxbow oxygen oyster pacific package paddle pagoda painter palette pancake panel panorama pantry papaya paper
paprika parade parcel parsley particle passage pasta path patio pattern pavement pavilion peacock peanut pebble pecan
peddler pelican pencil pendant penguin peony percent perfect petal petunia pheasant photo phrase physics pianist
piccolo picket picnic picture pigeon pilchard pillar pimento pinecone pinwheel pioneer pitcher pivot pizza placard
plain planet plaster plateau playful plaza plenty pliers plough plum plural plywood podium poem polish pollen polo
polygon pond popcorn poplar porridge portal postbox potato pottery prawn pretzel prism program project pudding pumice
pumpkin puppet purple puzzle pyramid quality quarry quench quilt quince rabbit raccoon radio raffle rafter railway
rainbow raisin ramekin range ravine receipt recipe recycle redwood reef regatta region reindeer rhubarb rhythm ribbon
ringlet ripen ripple rivet roadside rooftop rosette round rowboat rowing rubber rucksack rugby runway rustic saffron
sailor salad salmon salute sandal sapling sapphire sapwood sardine satchel satin satsuma saturday saucer sausage
savoury sawdust scallop scarf schedule school science scissors scone scooter scout screen script sculptor seafood
seagull season seaweed seedling segment semolina sesame settee shelf shepherd sherbet shimmer shine shipyard shirt
shoelace shopper shore shovel shower shrimp shuffle shutter signal silk silver sixteen sketch skillet skipper skylark
slate sleeve sleigh slender slice slope smooth snack snail sneaker snorkel snowdrop soccer soda solution songbird
soprano sorbet soup source south souvenir spacious spaniel sparkle spectrum sphere spinach spiral splash splendid
sponge spoon sport spring sprout spruce square squid stadium stage stair stamp stanza stapler starfish statue steam
steeple stencil steward sticker stitch stool stork street stripe student sturdy subway suede suffix sugar suitcase
sultana sunday sunlight sunrise sunset supper swan sweater swift swing sycamore symphony syrup system tabby tabletop
tadpole talcum talent tandem tangent tapestry tapioca taxi teacher teammate teapot teaspoon teddy telegram tempo
tennis tenor terrace texture thatch theatre theme theory thermal thicket thimble thinker thirteen thistle thousand
thread thursday tidal timber tinsel tiptoe tissue title toboggan toffee tolerant tomato tonic toolbox topaz topsoil
tortoise totem toucan tourism towel township tractor trader traffic trail transit trapeze treacle treetop trellis
tribune tricycle trifle trimming trinket trolley trombone trophy trousers trunk tuesday tugboat tulip tumbler tundra
tunnel turbine turnip turtle tutor tuxedo tweed twig twilight twine twirl typist ukulele umbrella umpire unicorn
unique unpack upbeat uphill upland upright upstairs upward usher utensil vacuum value vanilla vapour vase vault
vehicle velvet vendor veranda verse vessel viaduct vigour village vinegar vintage vinyl violin virtue vista vitamin
vivid volcano volume voyage wagon walkway walnut walrus waltz wander warbler wavy weaver weekday wetland whale wharf
wheat whisker wicker widget wigwam window wintry wisdom wombat wooden woolly wreath wren wrist yacht yard yoghurt
yucca zebra zenith zephyr zigzag zinc zinnia zither zodiac zoology
`
  .trim()
  .split(/\s+/);
