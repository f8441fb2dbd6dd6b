# Medians of the runs as one table, and on request as JSON and as a plot.

function median(list, count,    i, j, held) {
    for (i = 2; i <= count; ++i) {
        held = list[i]
        for (j = i - 1; j > 0 && list[j] > held; --j) list[j + 1] = list[j]
        list[j + 1] = held
    }
    return count % 2 ? list[(count + 1) / 2] : (list[count / 2] + list[count / 2 + 1]) / 2
}

function middle(name, runner, column,    i, list, count) {
    count = runs[name, runner]
    for (i = 1; i <= count; ++i) list[i] = value[name, runner, i, column]
    return count ? median(list, count) : 0
}

# The better of one and two threads.
function best(name, peer,    one, two) {
    if (peer == "l0" || peer == "l1") return middle(name, peer, 3)
    one = middle(name, peer "_1", 3)
    two = middle(name, peer "_2", 3)
    return one && (!two || one < two) ? one : two
}

function bytes(name, runner) {
    return (middle(name, runner, 5) - middle("base", runner, 5)) * 1024 / middle(name, runner, 6)
}

function least_bytes(name, peer) { return bytes(name, (peer ~ /^l/) ? peer : peer "_1") }

function shown(number) { return number ? sprintf("%9.1f", number) : sprintf("%9s", "-") }

$1 == "version" { version[$2] = $3; next }
{
    if (!(($1, $2) in runs) && $1 != "base" && !($1 in known)) { known[$1] = 1; names[++total] = $1 }
    seen[$2] = 1
    i = ++runs[$1, $2]
    for (column = 3; column <= 6; ++column) value[$1, $2, i, column] = $column
}

function print_table(    i, j, name, own, other) {
    printf "%-5s %9s %9s %9s %9s", "", "janus_1", "janus_2", "CPU ns", "RSS MiB"
    for (j = 1; j <= peers; ++j) printf " %9s %7s", peer[j], "ratio"
    printf "\n"
    for (i = 1; i <= total; ++i) {
        name = names[i]
        if (name == "W4b") {
            printf "%-5s %9.0f bytes per actor %14s", name, bytes(name, "janus_1"), ""
            for (j = 1; j <= peers; ++j) {
                other = least_bytes(name, peer[j])
                printf " %9.0f %6.1fx", other, other / bytes(name, "janus_1")
            }
            printf "\n"
            continue
        }
        own = best(name, "janus")
        printf "%-5s %s %s %s %9.0f", name, shown(middle(name, "janus_1", 3)),
            shown(middle(name, "janus_2", 3)), shown(middle(name, "janus_1", 4)),
            middle(name, "janus_1", 5) / 1024
        for (j = 1; j <= peers; ++j) {
            other = best(name, peer[j])
            printf " %s %6.1fx", shown(other), own ? other / own : 0
        }
        printf "\n"
    }
    print "ns per message, medians; a peer's better of one and two threads; ratio: its time over ours"
}

function print_json(    i, j, name, text) {
    text = "{"
    for (i = 1; i <= total; ++i) {
        name = names[i]
        if (name == "W4b") {
            text = text sprintf("\"%s\": {\"bytes_per_actor\": %.0f", name, bytes(name, "janus_1"))
            for (j = 1; j <= peers; ++j)
                text = text sprintf(", \"%s\": %.0f", peer[j], least_bytes(name, peer[j]))
        } else {
            text = text sprintf("\"%s\": {\"janus_1\": %.1f, \"janus_2\": %.1f", name,
                                middle(name, "janus_1", 3), middle(name, "janus_2", 3))
            for (j = 1; j <= peers; ++j)
                text = text sprintf(", \"%s\": %.1f", peer[j], best(name, peer[j]))
        }
        text = text "},\n "
    }
    text = text "\"peers\": {"
    j = 0
    for (name in version) text = text (j++ ? ", " : "") "\"" name "\": \"" version[name] "\""
    print text "}}" > json
}

# Bars on a logarithmic scale, a group per workload.
function print_svg(    i, j, name, x, height, wide, number, shades) {
    split("#2b6cb0 #a0aec0 #718096 #4a5568 #cbd5e0 #e2e8f0", shades, " ")
    wide = 14
    x = 50
    printf "<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"11\" " \
           "viewBox=\"0 0 %d 300\">\n", 60 + total * ((peers + 1) * wide + 16) > svg
    for (number = 10; number <= 10000; number *= 10) {
        height = 250 - 60 * (log(number) / log(10) - 0.5)
        printf "<path d=\"M45 %.0fH2000\" stroke=\"#eee\"/><text x=\"2\" y=\"%.0f\">%d ns</text>\n",
            height, height + 4, number > svg
    }
    for (i = 1; i <= total; ++i) {
        name = names[i]
        if (name == "W4b") continue
        for (j = 0; j <= peers; ++j) {
            number = best(name, j ? peer[j] : "janus")
            if (number < 1) continue
            height = 60 * (log(number) / log(10) - 0.5)
            if (height < 1) height = 1
            printf "<rect x=\"%d\" y=\"%.0f\" width=\"%d\" height=\"%.0f\" fill=\"%s\">" \
                   "<title>%s %s: %.1f ns</title></rect>\n", x + j * wide, 250 - height, wide - 2,
                   height, shades[j + 1], name, j ? peer[j] : "Janus", number > svg
        }
        printf "<text x=\"%d\" y=\"266\">%s</text>\n", x, name > svg
        x += (peers + 1) * wide + 16
    }
    for (j = 0; j <= peers; ++j)
        printf "<rect x=\"%d\" y=\"280\" width=\"10\" height=\"10\" fill=\"%s\"/>" \
               "<text x=\"%d\" y=\"289\">%s</text>\n", 50 + j * 80, shades[j + 1], 64 + j * 80,
               j ? peer[j] : "Janus" > svg
    print "</svg>" > svg
}

END {
    split("caf erlang go l0 l1", all, " ")
    for (i = 1; i <= 5; ++i)
        if ((all[i] in seen) || ((all[i] "_1") in seen)) peer[++peers] = all[i]
    if (!total) exit 1
    print_table()
    if (json != "") print_json()
    if (svg != "") print_svg()
}
